import { requireReady } from "@/lib/http/ready";
import { handle } from "@/lib/http/handle";

/** May be sent requests: the database answers, and nobody has told this process to stop. */
export const GET = handle(async () => {
  await requireReady();
  return Response.json({ status: "ready" });
});
