import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

/** Inserts a user with a session. Returns the claims of its cookie. */
export async function makeSessionClaims(
  facts: Parameters<typeof makeSession>[1] = {},
  person: Parameters<typeof makeUser>[0] = {},
): Promise<SessionClaims> {
  const { id: userId } = await makeUser(person);
  const { sessionKey } = await makeSession({ id: userId }, facts);
  return { sessionKeyHash: sessionKey, userId };
}
