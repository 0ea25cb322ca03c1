import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readQuery } from "@/lib/http/read-query";
import { readTimeline } from "@/lib/reports/timeline/read-timeline";
import { TimelineQuery } from "@/lib/reports/timeline/timeline-query";

export const GET = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await readTimeline(admin, readQuery(request, TimelineQuery)));
});
