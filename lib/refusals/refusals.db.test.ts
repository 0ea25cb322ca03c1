import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { owner } from "@/lib/testing/database/owner";
import { makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import { SYSTEM } from "@/lib/viewer";
import { countRefusal, flushRefusals } from "./count-refusal";
import { recordRefusals } from "./record-refusals";
import { writeRefusals } from "./write-refusals";

const PASSWORD = "correct horse battery";
const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 4 * QUARTER_MS;
let known: string;
let disabled: string;

beforeAll(async () => {
  const passwordHash = await hashPassword(PASSWORD);
  known = (await makeUser({ username: "known", passwordHash })).id;
  disabled = (await makeUser({ username: "disabled", passwordHash, disabledAt: new Date() })).id;
});

beforeEach(async () => {
  await flushRefusals();
  await prisma.refusal.deleteMany();
  await prisma.refusedSignIn.deleteMany();
  await prisma.signInFailure.deleteMany();
});

const from = (ipAddress: string | null = "198.51.100.1") => ({
  ipAddress,
  userAgent: "agent",
  previous: null,
  deviceHashes: [],
});

test.each([
  ["a wrong password", "known", "wrong horse battery"],
  ["an unknown name", "nobody-here", PASSWORD],
  ["a disabled account", "disabled", PASSWORD],
])("%s counts as one refusal, with its user and network", async (_what, username, password) => {
  expect(await signInOutcome({ username, password }, from("2001:db8:1:2::3"))).toBe("wrong");
  expect(await countSignIns()).toBe(1);
  const userId = { known, disabled, "nobody-here": null }[username];
  expect(await readRefusals()).toMatchObject([
    { kind: "sign_in", userId, network: "2001:db8:1:2::/64", known: false, refusals: 1 },
  ]);
});

test("each attempt during a wait counts as one more refusal", async () => {
  for (let n = 0; n < 8; n++)
    await signInOutcome({ username: "known", password: "wrong horse battery" }, from());
  expect(await countSignIns()).toBe(8);
});

test("the right password counts as no refusal", async () => {
  expect(await signInOutcome({ username: "known", password: PASSWORD }, from())).toBe("in");
  expect(await countSignIns()).toBe(0);
});

test("refusals of several writes add up, in the quarter of the database's clock", async () => {
  const before = await databaseNow();
  const one = { kind: "sign_in", userId: null, network: null, known: false, refusals: 3 } as const;
  await Promise.all(Array.from({ length: 10 }, () => writeRefusals([one])));
  const rows = await prisma.refusedSignIn.findMany({ select: { quarter: true, refusals: true } });
  const quarters = [before, await databaseNow()].map(
    (at) => Math.floor(at.getTime() / QUARTER_MS) * QUARTER_MS,
  );
  for (const { quarter } of rows) expect(quarters).toContain(quarter.getTime());
  expect(await countSignIns()).toBe(30);
  const counted = await readRefusals();
  expect(counted.map(({ refusals }) => refusals).reduce((sum, each) => sum + each)).toBe(30);
  expect(counted.length).toBe(rows.length); // NULL users and networks are one row in a quarter
});

test("each new quarter deletes a few quarters that are more than 400 days old", async () => {
  const now = (await databaseNow()).getTime();
  const old = (n: number) => ({ quarter: new Date(now - 401 * 86_400_000 - n * QUARTER_MS), refusals: 5 });
  const kept = { quarter: new Date(now - 399 * 86_400_000), refusals: 7 };
  await prisma.refusedSignIn.createMany({ data: [kept, ...Array.from({ length: 12 }, (_, n) => old(n))] });
  const refuse = () => signInOutcome({ username: "nobody-here", password: PASSWORD }, from());
  await refuse();
  await flushRefusals();
  expect(await prisma.refusedSignIn.count()).toBe(4); // this quarter, the kept one and two of twelve old ones
  await refuse();
  await flushRefusals();
  expect(await prisma.refusedSignIn.count()).toBe(4); // the quarter is not new, so nothing is deleted
  expect(await prisma.refusedSignIn.count({ where: kept })).toBe(1);
});

/* Negative control: a write that drops what it can't write. */
test("refusals that can't be written change no answer, and are written later", async () => {
  await owner.$executeRaw`ALTER TABLE refusal RENAME TO refusal_away`;
  try {
    for (const username of ["known", "nobody-here"]) {
      const credentials = { username, password: "wrong horse battery" };
      expect(await signInOutcome(credentials, from("203.0.113.1"))).toBe("wrong");
    }
    await expect(flushRefusals()).rejects.toThrow();
  } finally {
    await owner.$executeRaw`ALTER TABLE refusal_away RENAME TO refusal`;
  }
  expect(await prisma.signInFailure.count()).toBe(4); // two names, one address, all strangers
  expect(await countSignIns()).toBe(2);
});

/* Negative control: looking the name up before counting its failure. */
test("a known and an unknown name run equally many statements, refused or waiting", async () => {
  const statementsOf = async (username: string) => {
    await prisma.signInFailure.deleteMany();
    const spies = [vi.spyOn(prisma, "$executeRaw"), vi.spyOn(prisma, "$queryRaw")];
    const counts: number[] = [];
    for (let n = 0; n < 7; n++) {
      await signInOutcome({ username, password: "wrong horse battery" }, from(null));
      // Without the statements of the timer, which writes refusals at any moment.
      const calls = spies.flatMap((spy) => spy.mock.calls.map(([query]) => JSON.stringify(query)));
      counts.push(calls.filter((query) => query.includes("sign_in_failure")).length);
    }
    for (const spy of spies) spy.mockRestore();
    return counts;
  };
  expect(await statementsOf("known")).toEqual(await statementsOf("nobody-there"));
});

/* Negative control: a key with the network for each address. */
test("an attack from many addresses is counted in a bounded number of rows", async () => {
  for (let n = 0; n < 6_000; n++) {
    countRefusal({ kind: "sign_in", userId: null, ipAddress: `10.${n >> 8}.${n & 255}.1`, known: false });
  }
  expect(await countSignIns()).toBe(6_000);
  expect(await prisma.refusal.count()).toBeLessThanOrEqual(2 * 5_001); // this quarter, and maybe the next
});

test("a quarter that is over becomes one event for each user, once", async () => {
  const now = await databaseNow();
  const quarter = new Date(Math.floor((now.getTime() - HOUR_MS) / QUARTER_MS) * QUARTER_MS);
  const row = { quarter, kind: "sign_in", userId: known, network: "198.51.100.1", known: false, refusals: 7 };
  await prisma.refusal.createMany({
    data: [
      row,
      { ...row, network: "198.51.100.2", known: true, refusals: 2 },
      { ...row, userId: null, refusals: 40 },
      { ...row, kind: "access", known: true, refusals: 60 },
    ],
  });
  await record(now);
  await record(now);
  const data = { from: quarter.toISOString(), networks: 1, known: 0, otherUsers: 0 };
  const at = new Date(quarter.getTime() + QUARTER_MS);
  expect(await readEvents()).toEqual([
    {
      type: "access.refused",
      at,
      actorId: known,
      subjectId: null,
      data: { ...data, known: 60, refusals: 60 },
    },
    {
      type: "sign_in.refused",
      at,
      actorId: null,
      subjectId: known,
      data: { ...data, networks: 2, known: 2, refusals: 9 },
    },
    { type: "sign_in.refused", at, actorId: null, subjectId: null, data: { ...data, refusals: 40 } },
  ]);
});

test("a quarter is recorded a minute after its end, and its counts are kept for 48 hours", async () => {
  const quarter = new Date(Math.floor(Date.now() / QUARTER_MS) * QUARTER_MS - 100 * QUARTER_MS);
  const after = (ms: number) => new Date(quarter.getTime() + ms);
  const row = { quarter, kind: "code", userId: null, network: "198.51.100.1", known: false, refusals: 7 };
  await prisma.refusal.create({ data: row });
  const before = await prisma.activityEvent.count();
  await record(after(QUARTER_MS + 59_999));
  expect(await prisma.activityEvent.count()).toBe(before);
  await record(after(QUARTER_MS + 60_000));
  expect(await prisma.activityEvent.count()).toBe(before + 1);
  await record(after(48 * HOUR_MS));
  expect(await prisma.refusal.count()).toBe(1);
  await record(after(48 * HOUR_MS + 1));
  expect(await prisma.refusal.count()).toBe(0);
});

test("an attack on every account writes at most 51 events for a quarter", async () => {
  const now = await databaseNow();
  const quarter = new Date(Math.floor((now.getTime() - HOUR_MS) / QUARTER_MS) * QUARTER_MS);
  const users = await Promise.all(Array.from({ length: 60 }, () => makeUser()));
  await prisma.refusal.createMany({
    data: users.map(({ id }) => ({
      quarter,
      kind: "sign_in",
      userId: id,
      network: null,
      known: false,
      refusals: 5,
    })),
  });
  const before = await prisma.activityEvent.count();
  await record(now);
  expect(await prisma.activityEvent.count()).toBe(before + 51);
  const last = (await readEvents()).at(-1);
  expect(last).toMatchObject({ subjectId: null, data: { refusals: 50, otherUsers: 10 } });
});

const record = (now: Date) => recordRefusals(SYSTEM, now);

async function countSignIns(): Promise<number> {
  await flushRefusals();
  const { _sum } = await prisma.refusedSignIn.aggregate({ _sum: { refusals: true } });
  return _sum.refusals ?? 0;
}

async function readRefusals() {
  await flushRefusals();
  return prisma.$queryRaw<{ refusals: number }[]>`
    SELECT kind, user_id AS "userId", text(network) AS network, known, refusals FROM refusal`;
}

function readEvents() {
  return prisma.activityEvent.findMany({
    where: { type: { in: ["sign_in.refused", "access.refused"] } },
    orderBy: { id: "asc" },
    select: { type: true, at: true, actorId: true, subjectId: true, data: true },
  });
}
