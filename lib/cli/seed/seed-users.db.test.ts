import { expect, test } from "vitest";
import { verifyPassword } from "@/lib/auth/password/password";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { prisma } from "@/lib/db/client";
import { ROLES } from "@/lib/roles";
import { SAMPLE_ACCOUNTS } from "./seed-accounts";
import { seedUsers } from "./seed-users";

const readUsers = () =>
  prisma.user.findMany({
    select: { username: true, role: true, passwordHash: true },
    orderBy: { username: "asc" },
    take: 100,
  });

test.each(["Bonjour123456!", "Fedanoir-2026", "secretaire001 2026"])(
  "the seed with the guessable password %s is refused and creates no account",
  async (password) => {
    await expect(seedUsers("sample", password)).rejects.toThrow(Refusal);
    expect(await readUsers()).toEqual([]);
  },
);

test("the seed creates sixteen accounts, each hash with its own salt; a second run changes nothing", async () => {
  const { created, password, random } = await seedUsers("sample", "kanov dilop butas");
  expect(created).toEqual(SAMPLE_ACCOUNTS);
  expect({ password, random }).toEqual({ password: "kanov dilop butas", random: false });

  const users = await readUsers();
  const count = (role: string) => users.filter((user) => user.role === role).length;
  expect(ROLES.map(count)).toEqual([4, 4, 4, 4]);
  expect(new Set(users.map((user) => user.passwordHash)).size).toBe(16);
  expect(await verifyPassword(users[0]?.passwordHash ?? null, "kanov dilop butas")).toBe(true);

  expect((await seedUsers("sample")).created).toEqual([]);
  expect(await readUsers()).toEqual(users);
});

test("SEED=none creates one administrator with a random password", async () => {
  const first = await seedUsers("none");
  expect(first.created.map(({ username, role }) => [username, role])).toEqual([["admin", "ADMIN"]]);
  expect(first.random).toBe(true);
  expect(first.password).toMatch(/^([a-z]{5}-){4}[a-z]{5}$/);
  expect((await seedUsers("none")).password).not.toBe(first.password);
});
