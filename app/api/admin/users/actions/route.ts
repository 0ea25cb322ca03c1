import { actOnPeople, PeopleAction } from "@/lib/accounts/act-on-people";
import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await actOnPeople(admin, await readJson(request, PeopleAction)));
});
