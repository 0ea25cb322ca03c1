import { handle } from "@/lib/http/handle";
import { requireReady } from "@/lib/http/ready";

/** Readiness: 200 when the database answers and the process is not stopping; otherwise 503. */
export const GET = handle(async () => {
  await requireReady();
  return Response.json({ status: "ready" });
});
