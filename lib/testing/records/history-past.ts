import { prisma } from "@/lib/db/client";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { type MadeUser, makeSession, makeUser } from "./factories";

const HOUR_MS = 3_600_000;
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** User agents of the history. That of Edge contains that of Chrome. */
export const AGENTS = {
  chrome: CHROME,
  edge: `${CHROME} Edg/142.0.0.0`,
  phone:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
};
/** Limits that one of the open sessions has passed, without an ending in its row. */
export const LIMITS = { idleMs: HOUR_MS, maxAgeMs: 12 * HOUR_MS };

export const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

/**
 * Replaces all users by two, with sixty-three sessions of all kinds. Three have no written ending; one of
 * those has passed {@link LIMITS}.
 */
export async function makeHistoryPast(): Promise<{ elan: MadeUser }> {
  await deleteAllUsers();
  const elan = await makeUser({ name: "Élan Joseph", role: "ARCHIVES" });
  const rose = await makeUser({ name: "Rose Pierre", role: "SECRETAIRE" });
  for (let n = 0; n < 60; n++) {
    const ended = { loginTime: hoursAgo(30 + n), logoutTime: hoursAgo(30 + n - (n % 5) / 2) };
    await makeSession(n % 3 ? rose : elan, {
      ...ended,
      endReason: n % 4 ? "SIGNED_OUT" : "LOST_CONTACT",
      ipAddress: n % 2 ? `10.7.${n}.9` : `203.0.113.${n}`,
      userAgent: [AGENTS.chrome, AGENTS.edge, AGENTS.phone, null][n % 4] ?? null,
    });
  }
  await makeSession(rose, { loginTime: hoursAgo(0.5), ipAddress: "2001:db8::7" });
  await makeSession(elan, { loginTime: hoursAgo(0.2), ipAddress: "10.7.200.1" });
  // Past its limits, not yet ended in its row.
  await makeSession(rose, { loginTime: hoursAgo(9), ipAddress: null });
  // One session whose latest address differs from its first.
  await prisma.$executeRaw`UPDATE user_session SET ip_address = '10.7.1.250' WHERE ip_address = '203.0.113.10'`;
  return { elan };
}
