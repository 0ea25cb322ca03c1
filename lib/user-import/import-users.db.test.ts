import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { hashActivationCode } from "@/lib/users/activation-code";
import { SYSTEM } from "@/lib/viewer";
import { importUsers, planUsers } from "./import-users";
import type { CsvLine } from "./read-csv";

function linesOf(...people: [username: string, name?: string, role?: string, email?: string][]): CsvLine[] {
  return people.map(([username, name = "Quelqu'un", role = "SECRETAIRE", email = ""], index) => ({
    line: index + 2,
    typed: { username, name, role, email },
    tooManyCells: false,
  }));
}

const crowd = (prefix: string, count: number) =>
  linesOf(...Array.from({ length: count }, (_, n): [string] => [`${prefix}${n}`]));

const count = (prefix: string) => prisma.user.count({ where: { username: { startsWith: prefix } } });

test("an import adds users without a password, each with an activation code and one event", async () => {
  const admin = await makeAdmin();
  const lines = linesOf(["marie", "Marie", "directeur", "marie@bureau.ht"], ["Jean"]);
  const { imported, plan } = await importUsers(admin, lines, { update: false });
  expect(plan.map(({ kind }) => kind)).toEqual(["new", "new"]);
  expect(imported?.map(({ username, role }) => [username, role])).toEqual([
    ["marie", "DIRECTEUR"],
    ["Jean", "SECRETAIRE"],
  ]);
  for (const { username, code } of imported ?? []) {
    const user = await prisma.user.findFirstOrThrow({
      where: { username },
      select: { id: true, passwordHash: true, activationCode: { select: { codeHash: true } } },
    });
    expect(user.passwordHash).toBeNull();
    expect(user.activationCode?.codeHash).toBe(hashActivationCode(code));
    const events = await prisma.activityEvent.findMany({
      where: { subjectId: user.id },
      select: { type: true, actorId: true },
    });
    expect(events).toEqual([{ type: "user.created", actorId: admin.userId }]);
  }
});

test("importing the same file again changes nothing", async () => {
  const lines = linesOf(["same1"], ["SAME2"]);
  await importUsers(SYSTEM, lines, { update: true });
  const before = await prisma.activityEvent.count();
  const { imported, plan } = await importUsers(SYSTEM, lines, { update: true });
  expect(plan.map(({ kind }) => kind)).toEqual(["unchanged", "unchanged"]);
  expect(imported).toEqual([]);
  expect(await prisma.activityEvent.count()).toBe(before);
});

test("a file with one wrong line changes nothing", async () => {
  const { imported, plan } = await importUsers(SYSTEM, linesOf(["right1"], ["wrong one"]), { update: true });
  expect(plan.map(({ kind }) => kind)).toEqual(["new", "wrong"]);
  expect(imported).toBeNull();
  expect(await count("right1")).toBe(0);
});

test("existing users change only with `update`, and a new role ends their sessions", async () => {
  const user = await makeUser({ username: "there", name: "Là", role: "SECRETAIRE" });
  const { id } = await makeSession(user);
  const lines = linesOf(["THERE", "Là-bas", "archives"], ["newcomer9"]);
  expect((await importUsers(SYSTEM, lines, { update: false })).imported).toBeNull();
  expect(await count("newcomer9")).toBe(0);
  expect((await importUsers(SYSTEM, lines, { update: true })).imported).toHaveLength(1);
  const stored = await prisma.user.findUniqueOrThrow({
    where: { id: user.id },
    select: { username: true, name: true, role: true, version: true },
  });
  expect(stored).toEqual({ username: "there", name: "Là-bas", role: "ARCHIVES", version: 1 });
  const session = await prisma.userSession.findUniqueOrThrow({ where: { id }, select: { endReason: true } });
  expect(session.endReason).toBe("ROLE_CHANGED");
});

test("a plan changes nothing, and usernames with NUL or an unpaired surrogate are wrong", async () => {
  const plan = await planUsers(SYSTEM, linesOf(["planned"], ["a\u0000b"], ["a\ud800b"], [""]), {
    update: true,
  });
  expect(plan.map(({ kind }) => kind)).toEqual(["new", "wrong", "wrong", "wrong"]);
  expect(await count("planned")).toBe(0);
});

test("while an import runs, a second one is rejected, and the first completes", async () => {
  const second = () => importUsers(SYSTEM, crowd("twoB", 5), { update: false });
  await importUsers(SYSTEM, crowd("twoA", 5), {
    update: false,
    beforeCommit: () =>
      expect(second()).rejects.toMatchObject({ code: "conflict", detail: { reason: "import_running" } }),
  });
  expect(await count("twoA")).toBe(5);
  expect(await count("twoB")).toBe(0);
});

test("users that are added during an import cause no deadlock", async () => {
  const [one] = await Promise.allSettled([
    importUsers(SYSTEM, crowd("circle", 2_000), { update: false }),
    ...Array.from({ length: 5 }, () => makeUser({ role: "ADMIN" })),
  ]);
  expect(one.status).toBe("fulfilled");
});

test("no user is added when the codes can't be stored", async () => {
  const failing = importUsers(SYSTEM, crowd("unkept", 3), {
    update: false,
    beforeCommit: () => Promise.reject(new Error("disk full")),
  });
  await expect(failing).rejects.toThrow("disk full");
  expect(await count("unkept")).toBe(0);
});

const KILLED = `
  const { importUsers } = await import("./lib/user-import/import-users.ts");
  const lines = Array.from({ length: 10000 }, (_, n) => ({
    line: n + 2, typed: { username: "killed" + n, name: "Killed", role: "ARCHIVES" }, tooManyCells: false,
  }));
  await importUsers({ system: true }, lines, {
    update: false,
    onProgress: (written) => process.stdout.write(written + "\\n"),
    beforeCommit: () => new Promise(() => setInterval(() => {}, 1000)),
  });`;

test("a process that is killed while it imports 10 000 users adds none of them", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", KILLED], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data"); // half of the users are inserted
  expect(await count("killed")).toBe(0); // and not visible outside the transaction
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await count("killed")).toBe(0);
  // PostgreSQL notices the lost connection after its current statement, and then releases the locks.
  const again = () => importUsers(SYSTEM, crowd("killed", 10), { update: false });
  expect((await vi.waitFor(again, { timeout: 30_000, interval: 200 })).imported).toHaveLength(10);
});
