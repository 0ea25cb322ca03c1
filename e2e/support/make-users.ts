import type { Role } from "@/lib/db/generated/enums";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;

export interface MadeUsers {
  /** A word that all of their names hold, and nobody else's. */
  word: string;
  /** Their names without that word, as `names` of e2e/support/tables.ts shows them with it. */
  called(...names: string[]): string[];
}

/**
 * Five people whom every order puts differently: Ève (Directeur) online, Élan (Archives) away, Zoé (Administrateur) and Yves (Secrétaire)
 * gone, Ana (Archives) never here.
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

/** Somebody found by a name of their own, whose session has been open for ten minutes. */
export async function makeHere() {
  const person = await makeUser({ name: `Présence ${crypto.randomUUID().slice(0, 8)}` });
  const session = await makeSession(person, { loginTime: new Date(Date.now() - 10 * MINUTE_MS) });
  return { ...person, sessionId: session.id, query: `?q=${person.username}` };
}
