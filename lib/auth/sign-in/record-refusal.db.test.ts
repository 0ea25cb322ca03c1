import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { makeUser } from "@/lib/testing/records/factories";
import { recordRefusal } from "./record-refusal";
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
])("%s counts as one refusal", async (_what, username, password) => {
  expect(await signIn({ username, password }, from())).toBeNull();
  expect(await countRefusals()).toBe(1);
});

test("each attempt during a wait counts as one more refusal", async () => {
  for (let n = 0; n < 8; n++) await signIn({ username: "known", password: "wrong horse battery" }, from());
  expect(await countRefusals()).toBe(8);
});

test("the right password counts as no refusal", async () => {
  expect(await signIn({ username: "known", password: PASSWORD }, from())).not.toBeNull();
  expect(await countRefusals()).toBe(0);
});

test("concurrent refusals all count, in the quarter of the database's clock", async () => {
  const before = await databaseNow();
  await Promise.all(Array.from({ length: 30 }, recordRefusal));
  const after = await databaseNow();
  const rows = await prisma.refusedSignIn.findMany({ select: { quarter: true, refusals: true } });
  const quarters = [before, after].map((at) => Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS);
  for (const { quarter } of rows) expect(quarters).toContain(quarter.getTime());
  expect(await countRefusals()).toBe(30);
});

test("each new quarter deletes a few quarters that are more than 400 days old", async () => {
  const now = (await databaseNow()).getTime();
  const old = (n: number) => ({ quarter: new Date(now - 401 * 86_400_000 - n * QUARTER_MS), refusals: 5 });
  const kept = { quarter: new Date(now - 399 * 86_400_000), refusals: 7 };
  await prisma.refusedSignIn.createMany({ data: [kept, ...Array.from({ length: 12 }, (_, n) => old(n))] });
  await recordRefusal();
  expect(await prisma.refusedSignIn.count()).toBe(4); // this quarter, the kept one and two of twelve old ones
  await recordRefusal();
  expect(await prisma.refusedSignIn.count()).toBe(4); // the quarter is not new, so nothing is deleted
  expect(await prisma.refusedSignIn.count({ where: kept })).toBe(1);
});

/* Negative control: without the catch in recordRefusal this test fails. */
test("a refusal that can't be counted changes no answer, and its failure still counts", async () => {
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

/* Negative control: looking the name up before counting its failure makes this test fail. */
test("a known and an unknown name run equally many statements, refused or waiting", async () => {
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
  // The first refusal of a quarter also deletes old quarters, so both quarters must exist already.
  await prisma.refusedSignIn.createMany({ data: begun });
  expect(await statementsOf("known")).toEqual(await statementsOf("nobody-there"));
});

async function countRefusals(): Promise<number> {
  const { _sum } = await prisma.refusedSignIn.aggregate({ _sum: { refusals: true } });
  return _sum.refusals ?? 0;
}
