import { expect, test } from "vitest";
import { spawnCommand } from "@/lib/testing/programs/spawn-command";

/** Settings of an operator who has nothing to mend but the versions of this machine. */
const SETTINGS = { APP_URL: "https://office.example", TRUSTED_PROXIES: "loopback", DATA_DIR: "/nonexistent" };

test("the doctor lists every finding as JSON, and its exit code says whether there is something to do", async () => {
  const { code, stdout } = await spawnCommand("doctor", ["--json"], SETTINGS);
  const findings: { code: string; state: string; message: string }[] = JSON.parse(stdout);
  expect(findings.map((finding) => finding.code.split("_")[0])).toEqual([
    "node",
    "postgres",
    "role",
    "address",
    "proxies",
  ]);
  expect(findings.map(({ code }) => code)).toContain("role_limited");
  expect(findings.every(({ message }) => message.length > 20)).toBe(true);
  expect(findings.every(({ state }) => state !== "unknown")).toBe(true);
  expect(code).toBe(findings.some(({ state }) => state === "act") ? 1 : 0);
});

test("the doctor says what it could not check when the database does not answer", async () => {
  const DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nothing";
  const { code, stdout } = await spawnCommand("doctor", [], { ...SETTINGS, DATABASE_URL });
  expect(stdout).toContain("? La version de PostgreSQL n'a pas pu être vérifiée (ECONNREFUSED).");
  expect([1, 2]).toContain(code); // 1 on a machine whose Node.js is out of support
});

test("the doctor names invalid settings, writes nothing to standard output and exits with 2", async () => {
  const outcome = await spawnCommand("doctor", ["--json"], { ...SETTINGS, NEXTAUTH_SECRET: "a".repeat(32) });
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain("NEXTAUTH_SECRET");
});
