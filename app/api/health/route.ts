import { handle } from "@/lib/http/handle";

/** Liveness: 200 as long as the process answers. Checks nothing else. */
export const GET = handle(async () => Response.json({ status: "ok" }));
