import { readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedUsers } from "@/lib/cli/seed/seed-users";
import { commandsOf, masked } from "@/lib/testing/programs/guide-commands";
import { runUsers } from "@/lib/testing/programs/run-users";

/* Runs the guide's commands in order on the sample accounts, and compares each output with the guide. */

const commands = commandsOf(readFileSync("USER_MANAGEMENT_GUIDE.md", "utf8"));
const FILES = ["codes-directeurs.csv", "directeurs.pdf"];

beforeAll(() => seedUsers("sample", "kanov dilop butas"));
afterAll(() => {
  for (const file of FILES) rmSync(file);
});

test("the guide shows every command", () => {
  const shown = new Set(commands.map(({ args }) => args[0]));
  const all = [
    "add",
    "list",
    "show",
    "disable",
    "enable",
    "set-role",
    "reset-password",
    "unlock",
    "sessions",
    "sign-out",
    "retention",
    "export",
  ];
  expect([...shown].sort()).toEqual(all.sort());
});

test.each(commands)("npm run users -- $args", async ({ args, output }) => {
  const { stdout, stderr } = await runUsers(args);
  expect(masked(stdout + stderr)).toBe(masked(output));
});
