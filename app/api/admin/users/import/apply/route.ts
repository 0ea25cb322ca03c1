import { z } from "zod";
import { requireAdmin } from "@/lib/auth/session/guards";
import { bodyOf } from "@/lib/http/body-of";
import { handle } from "@/lib/http/handle";
import { readQuery } from "@/lib/http/read-query";
import { applyImport } from "@/lib/user-import/preview";

const Query = z.object({ digest: z.string().length(64) });

export const POST = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await applyImport(admin, bodyOf(request), readQuery(request, Query).digest));
});
