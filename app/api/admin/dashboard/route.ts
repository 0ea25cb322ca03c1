import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readDashboard } from "@/lib/reports/dashboard/read-dashboard";

export const GET = handle(async () => {
  const admin = await requireAdmin();
  return Response.json(await readDashboard(admin));
});
