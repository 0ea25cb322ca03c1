import type { Role } from "@/lib/db/generated/enums";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;

export interface MadeUsers {
  /** A unique word that each of their names contains. */
  word: string;
  /** Appends the word to each name. `namesShown` of e2e/support/tables.ts returns the names in this form. */
  called(...names: string[]): string[];
}

/**
 * Inserts five users whose sequence is different in every sort order: Ève (Directeur) online, Élan (Archives)
 * away, Zoé (Administrateur) and Yves (Secrétaire) offline, Ana (Archives) never connected.
 */
export async function makeUsers(): Promise<MadeUsers> {
  const word = `Foule${crypto.randomUUID().slice(0, 8)}`;
  const now = Date.now();
  const ago = (minutes: number) => new Date(now - minutes * MINUTE_MS);
  const named = (name: string, role: Role) => makeUser({ name: `${name} ${word}`, role });
  const eve = await named("Ève", "DIRECTEUR");
  const elan = await named("Élan", "ARCHIVES");
  const zoe = await named("Zoé", "ADMIN");
  const yves = await named("Yves", "SECRETAIRE");
  await named("Ana", "ARCHIVES");
  await makeSession(eve, { loginTime: ago(0), ipAddress: "10.7.0.9" });
  await makeSession(elan, { loginTime: ago(30), ipAddress: "10.7.0.100" });
  await makeSession(zoe, { loginTime: ago(50), logoutTime: ago(5), ipAddress: "10.7.0.20" });
  await makeSession(yves, {
    loginTime: ago(40),
    logoutTime: ago(10),
    endReason: "LOST_CONTACT",
    ipAddress: "203.0.113.7",
  });
  return { word, called: (...names) => names.map((name) => `${name} ${word}`) };
}

/**
 * Inserts a user with a session that was opened ten minutes ago.
 *
 * @returns the user, the id of the session, and the query of /admin/active-users that finds only this user
 */
export async function makeHere() {
  const user = await makeUser({ name: `Présence ${crypto.randomUUID().slice(0, 8)}` });
  const session = await makeSession(user, { loginTime: new Date(Date.now() - 10 * MINUTE_MS) });
  return { ...user, sessionId: session.id, query: `?q=${user.username}` };
}
