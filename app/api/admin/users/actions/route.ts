import { actOnPeople, PeopleAction } from "@/lib/auth/act-on-people";
import { requireAdmin } from "@/lib/auth/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request) => {
  const asked = await readJson(request, PeopleAction);
  return Response.json(await actOnPeople(await requireAdmin(), asked));
});
