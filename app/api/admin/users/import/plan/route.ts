import { requireAdmin } from "@/lib/auth/session/guards";
import { bodyOf } from "@/lib/http/body-of";
import { handle } from "@/lib/http/handle";
import { previewImport } from "@/lib/user-import/preview";

export const POST = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await previewImport(admin, bodyOf(request)));
});
