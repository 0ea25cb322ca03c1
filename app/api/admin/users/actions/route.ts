import { AccountAction, actOnAccounts } from "@/lib/accounts/act-on-accounts";
import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await actOnAccounts(admin, await readJson(request, AccountAction)));
});
