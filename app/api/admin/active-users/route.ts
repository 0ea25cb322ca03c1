import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readQuery } from "@/lib/http/read-query";
import { readActiveUsers } from "@/lib/sessions/active-users/read-active-users";
import { UsersViewQuery } from "@/lib/sessions/active-users/users-view-query";

export const GET = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await readActiveUsers(admin, readQuery(request, UsersViewQuery)));
});
