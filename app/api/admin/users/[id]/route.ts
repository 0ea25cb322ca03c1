import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";
import { ChangedPersonBody, changeUser } from "@/lib/users/manage-user";

export const POST = handle(async (request) => {
  const change = await readJson(request, ChangedPersonBody);
  const userId = new URL(request.url).pathname.split("/").at(-1) ?? "";
  return Response.json(await changeUser(await requireAdmin(), userId, change));
});
