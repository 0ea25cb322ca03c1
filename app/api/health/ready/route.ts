import { handle } from "@/lib/http/handle";
import { requireReady } from "@/lib/http/ready";

/** May be sent requests: the database answers, and nobody has told this process to stop. */
export const GET = handle(async () => {
  await requireReady();
  return Response.json({ status: "ready" });
});
