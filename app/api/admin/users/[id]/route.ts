import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";
import { ChangedAccountBody, changeUser } from "@/lib/users/manage-user";

export const POST = handle<{ id: string }>(async (request, { id }) => {
  const admin = await requireAdmin();
  return Response.json(await changeUser(admin, id, await readJson(request, ChangedAccountBody)));
});
