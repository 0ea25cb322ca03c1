import type { SessionClaims } from "@/lib/auth/session/session-cookie";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

/** Inserts a user with a session. Returns the claims of its cookie. */
export async function makeSessionClaims(
  facts: Parameters<typeof makeSession>[1] = {},
  person: Parameters<typeof makeUser>[0] = {},
): Promise<SessionClaims> {
  const { id: userId } = await makeUser(person);
  const { id } = await makeSession({ id: userId }, facts);
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true },
  });
  return { sessionKeyHash: sessionKey, userId };
}
