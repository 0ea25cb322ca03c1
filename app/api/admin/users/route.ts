import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";
import { addUser, TypedAccountBody } from "@/lib/users/manage-user";

export const POST = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await addUser(admin, await readJson(request, TypedAccountBody)), { status: 201 });
});
