import { handle } from "@/lib/http/handle";

/** The process is alive and answers: nothing else is asked. */
export const GET = handle(async () => Response.json({ status: "ok" }));
