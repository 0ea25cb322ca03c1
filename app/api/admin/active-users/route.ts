import { requireAdmin } from "@/lib/auth/guards";
import { handle } from "@/lib/http/handle";
import { readQuery } from "@/lib/http/read-query";
import { Paging } from "@/lib/sessions/paging";
import { readActiveUsers } from "@/lib/sessions/queries";

export const GET = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await readActiveUsers(admin, readQuery(request, Paging)));
});
