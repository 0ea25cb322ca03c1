import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { makeUser } from "@/lib/testing/records/factories";
import { countRefusal } from "./count-refusal";
import { signIn } from "./sign-in";

const PASSWORD = "correct horse battery";
const QUARTER_MS = 15 * 60_000;
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
  await makeUser({ username: "known", passwordHash });
  await makeUser({ username: "disabled", passwordHash, disabledAt: new Date() });
});

beforeEach(async () => {
  await prisma.refusedSignIn.deleteMany();
  await prisma.signInFailure.deleteMany();
});

const from = () => ({ ipAddress: "198.51.100.1", userAgent: "agent", previous: null, deviceHash: null });

test.each([
  ["a wrong password", "known", "wrong horse battery"],
  ["an unknown name", "nobody-here", PASSWORD],
  ["a disabled account", "disabled", PASSWORD],
])("%s is one refusal", async (_what, username, password) => {
  expect(await signIn({ username, password }, from())).toBeNull();
  expect(await countRefusals()).toBe(1);
});

test("who has to wait is refused once more at each try", async () => {
  for (let n = 0; n < 8; n++) await signIn({ username: "known", password: "wrong horse battery" }, from());
  expect(await countRefusals()).toBe(8);
});

test("the right password is none", async () => {
  expect(await signIn({ username: "known", password: PASSWORD }, from())).not.toBeNull();
  expect(await countRefusals()).toBe(0);
});

test("refusals at the same moment all count, in the quarter of the database's clock", async () => {
  const before = await databaseNow();
  await Promise.all(Array.from({ length: 30 }, countRefusal));
  const after = await databaseNow();
  const rows = await prisma.refusedSignIn.findMany({ select: { quarter: true, refusals: true } });
  const quarters = [before, after].map((at) => Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS);
  for (const { quarter } of rows) expect(quarters).toContain(quarter.getTime());
  expect(await countRefusals()).toBe(30);
});

test("quarters of more than 400 days ago go, a few with each new one", async () => {
  const now = (await databaseNow()).getTime();
  const old = (n: number) => ({ quarter: new Date(now - 401 * 86_400_000 - n * QUARTER_MS), refusals: 5 });
  const kept = { quarter: new Date(now - 399 * 86_400_000), refusals: 7 };
  await prisma.refusedSignIn.createMany({ data: [kept, ...Array.from({ length: 12 }, (_, n) => old(n))] });
  await countRefusal();
  expect(await prisma.refusedSignIn.count()).toBe(4); // this quarter, what is kept, two of twelve old ones
  await countRefusal();
  expect(await prisma.refusedSignIn.count()).toBe(4); // the quarter is no new one
  expect(await prisma.refusedSignIn.count({ where: kept })).toBe(1);
});

/* Negative control: an error that is not caught in countRefusal turns this red. */
test("that refusals can't be counted changes no answer, and a failure still counts", async () => {
  await prisma.$executeRaw`ALTER TABLE refused_sign_in RENAME TO refused_sign_in_away`;
  try {
    for (const username of ["known", "nobody-here"]) {
      expect(await signIn({ username, password: "wrong horse battery" }, from())).toBeNull();
    }
  } finally {
    await prisma.$executeRaw`ALTER TABLE refused_sign_in_away RENAME TO refused_sign_in`;
  }
  expect(await prisma.signInFailure.count()).toBe(3); // two names, one address
});

/* Negative control: a name that is looked up before its failure is counted turns this red. */
test("a known and an unknown name take the same statements, refused or waiting", async () => {
  const statementsOf = async (username: string) => {
    const spies = [vi.spyOn(prisma, "$executeRaw"), vi.spyOn(prisma, "$queryRaw")];
    const counts: number[] = [];
    for (let n = 0; n < 7; n++) {
      await signIn({ username, password: "wrong horse battery" }, from());
      counts.push(spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0));
    }
    for (const spy of spies) spy.mockRestore();
    return counts;
  };
  const quarter = Math.floor((await databaseNow()).getTime() / QUARTER_MS) * QUARTER_MS;
  const begun = [quarter, quarter + QUARTER_MS].map((ms) => ({ quarter: new Date(ms), refusals: 1 }));
  await prisma.refusedSignIn.createMany({ data: begun }); // a first refusal clears old quarters, too
  expect(await statementsOf("known")).toEqual(await statementsOf("nobody-there"));
});

async function countRefusals(): Promise<number> {
  const { _sum } = await prisma.refusedSignIn.aggregate({ _sum: { refusals: true } });
  return _sum.refusals ?? 0;
}
