import { prisma } from "@/lib/db/client";
import { type MadeUser, makeSession, makeUser } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ago = (ms: number) => new Date(Date.now() - ms);

/** Texts that a backup format could misread as its own syntax. */
export const HOSTILE = [
  "tab\there",
  "line\nfeed\r\n",
  "back\\slash \\N \\t",
  "\\.",
  "è ò 日本 🎉",
  "'; DROP TABLE x; --",
];

/**
 * Inserts rows into every table, with a user and a session for each hostile text.
 *
 * @returns another user, whose sessions still change: one is old enough to be anonymised, two are open
 */
export async function makeHostilePast(): Promise<MadeUser> {
  const restless = await makeUser({ name: "Restless" });
  await makeSession(restless, { loginTime: ago(500 * DAY_MS), logoutTime: ago(499 * DAY_MS) });
  await makeSession(restless, { loginTime: ago(3 * 60 * MINUTE_MS), lastContactAt: ago(170 * MINUTE_MS) });
  await makeSession(restless, { loginTime: ago(9 * MINUTE_MS), lastContactAt: ago(MINUTE_MS) });
  for (const [n, text] of HOSTILE.entries()) {
    const user = await makeUser({ name: text, disabledAt: n === 0 ? ago(DAY_MS) : undefined });
    const ended = { loginTime: ago(DAY_MS), logoutTime: ago(DAY_MS / 2), endReason: "REVOKED" } as const;
    const { id: sessionId } = await makeSession(user, {
      ...ended,
      userAgent: text,
      ipAddress: "2001:db8::1",
    });
    await prisma.userSession.update({
      where: { id: sessionId },
      data: { endNote: text, endedById: restless.id },
    });
    const event = { at: ago(DAY_MS / 2), type: "session.ended", subjectId: user.id, sessionId };
    await prisma.activityEvent.create({ data: { ...event, data: { reason: "REVOKED", note: text } } });
    const code = { codeHash: `code ${n}`, createdAt: ago(0), expiresAt: ago(-DAY_MS) };
    await prisma.activationCode.create({ data: { userId: user.id, ...code } });
    await prisma.knownDevice.create({ data: { userId: user.id, deviceHash: text, lastUsedAt: ago(0) } });
  }
  await prisma.signInFailure.create({ data: { key: "key", failures: 3, lastAt: ago(0) } });
  await prisma.refusedSignIn.create({ data: { quarter: ago(0), refusals: 2 } });
  return restless;
}
