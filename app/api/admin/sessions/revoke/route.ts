import { requireAdmin } from "@/lib/auth/session/guards";
import { handle } from "@/lib/http/handle";
import { readJson } from "@/lib/http/read-json";
import { readQuery } from "@/lib/http/read-query";
import { Revocation, RevocationFilter } from "@/lib/sessions/revocation/revocation";
import { previewRevocation, revokeSessions } from "@/lib/sessions/revocation/revoke-sessions";

/** Previews a revocation: counts the users and sessions that it would end, and names the first users. */
export const GET = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await previewRevocation(admin, readQuery(request, RevocationFilter)));
});

/** Ends the selected sessions. */
export const POST = handle(async (request) => {
  const admin = await requireAdmin();
  return Response.json(await revokeSessions(admin, await readJson(request, Revocation)));
});
