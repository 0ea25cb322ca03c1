import { arrive, type Person } from "./honest";

/** The people of one office, all at one address, with an earlier sign-in from there. */
export interface Office {
  address: string;
  /** Returns the next person, in a browser that is known. */
  nextKnown(): Person;
  /** Returns the next person, who comes in a new browser. */
  nextNew(): Person;
  /** Returns an activation code that was not used yet. */
  nextCode(): string;
  administrator: Cookie;
  staff: Cookie[];
  /** Names of all who sign in. */
  names: string[];
}

interface Cookie {
  name: string;
  value: string;
}

export interface MadePassword {
  password: string;
  passwordHash: string;
}

const STAFF = 3;
const PATIENCE_MS = 60_000;

/**
 * Adds users, who sign in once from the address. Call it when `DATABASE_URL` is that of the stage.
 *
 * @param people - in known browsers, and as many in new ones
 */
export async function makeOffice(
  port: number,
  address: string,
  { password, passwordHash }: MadePassword,
  people: number,
): Promise<Office> {
  const { makeUser } = await import("@/lib/testing/records/factories");
  const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
  const complain = (about: string) => {
    throw new Error(`an office could not be made: ${about}`);
  };
  const come = async (): Promise<Person> => {
    const { username } = await makeUser({ passwordHash });
    const visit = { port, address, patienceMs: PATIENCE_MS, complain };
    const { device, said } = await arrive(visit, { username, password, device: null }, 0);
    if (!device) throw new Error(`${username} could not sign in before the attack: ${said}`);
    return { username, password, device };
  };
  const known: Person[] = [];
  const fresh: Person[] = [];
  for (let n = 0; n < people; n++) {
    known.push(await come());
    fresh.push({ ...(await come()), device: null });
  }
  const codes = await makeCodes(people);
  const staff: Cookie[] = [];
  for (let n = 0; n < STAFF; n++) staff.push((await openSessionOf((await makeUser()).username)).cookie);
  const { cookie: administrator } = await openSessionOf((await makeUser({ role: "ADMIN" })).username);
  return {
    address,
    nextKnown: inTurn(known),
    nextNew: inTurn(fresh),
    nextCode: inTurn(codes),
    administrator,
    staff,
    names: [...known, ...fresh].map(({ username }) => username),
  };
}

/** Adds users who have chosen no password, with an activation code each. */
async function makeCodes(count: number): Promise<string[]> {
  const { prisma } = await import("@/lib/db/client");
  const { makeUser } = await import("@/lib/testing/records/factories");
  const { issueCodes } = await import("@/lib/users/issue-codes");
  const userIds: string[] = [];
  for (let n = 0; n < count; n++) userIds.push((await makeUser()).id);
  await prisma.user.updateMany({ where: { id: { in: userIds } }, data: { passwordHash: null } });
  const issued = await prisma.$transaction((tx) => issueCodes(tx, userIds, new Date()));
  return issued.map(({ code }) => code);
}

function inTurn<T>(list: T[]): () => T {
  let turn = 0;
  return () => {
    const next = list[turn++ % list.length];
    if (next === undefined) throw new Error("nobody is left");
    return next;
  };
}
