import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createDatabase, dropDatabase } from "./server";

/** A copy of the project, because `migrate dev` writes migrations. Prisma runs in it as developers run it. */
const project = mkdtempSync(path.join(tmpdir(), "konekte-prisma-"));
const { serverUrl } = inject("database");
const name = `konekte_engine_${process.pid}_${Date.now().toString(36)}`;
const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;

beforeAll(() => {
  for (const part of ["prisma", "prisma.config.ts", "package.json", "tsconfig.json", "lib"]) {
    cpSync(part, path.join(project, part), { recursive: true });
  }
  symlinkSync(path.resolve("node_modules"), path.join(project, "node_modules"));
});
afterAll(async () => {
  rmSync(project, { recursive: true, force: true });
  await dropDatabase(serverUrl, name).catch(() => {});
});

function prisma(args: string, databaseUrl = url): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["node_modules/prisma/build/index.js", ...args.split(" ")],
    {
      cwd: project,
      encoding: "utf8",
      timeout: 30_000, // it may wait for input that never comes
      env: { ...process.env, MIGRATION_DATABASE_URL: databaseUrl, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    },
  );
  return { code: status, output: stdout + stderr };
}

test("migrate deploy creates the database and applies every migration once", () => {
  expect(prisma("migrate status").output).toContain("P1003");
  expect(prisma("migrate deploy")).toMatchObject({
    code: 0,
    output: expect.stringContaining("successfully applied"),
  });
  expect(prisma("migrate deploy").output).toContain("No pending migrations");
  expect(prisma("migrate status")).toMatchObject({ code: 0, output: expect.stringContaining("up to date") });
}, 60_000);

test("the migrations produce the schema", () => {
  const { code, output } = prisma("migrate dev");
  expect(output).toContain("Already in sync");
  expect(code).toBe(0);
}, 60_000);

test("migrate dev writes and applies a migration for a change of the schema", () => {
  const schema = `model Later {\n  id Int @id\n}\n`;
  writeFileSync(path.join(project, "prisma/schema.prisma"), `\n${schema}`, { flag: "a" });
  const { code, output } = prisma("migrate dev --name later");
  expect(output).toMatch(/\d+_later\//);
  expect(code).toBe(0);
}, 60_000);

test.each([
  ["a wrong password", (other: URL) => Object.assign(other, { password: "wrong" }), "P1000"],
  ["an unreachable server", (other: URL) => Object.assign(other, { port: "1" }), "P1001"],
])(
  "%s is reported with Prisma's code",
  (_what, change, code) => {
    const result = prisma("migrate deploy", change(new URL(url)).href);
    expect(result.output).toContain(code);
    expect(result.code).toBe(1);
  },
  60_000,
);

test("a script is sent as a whole, and the error of a failed statement is reported", async () => {
  const folder = path.join(project, "prisma/migrations/99999999999999_broken");
  cpSync(path.join(project, "prisma/migrations/20261122000000_sessions"), folder, { recursive: true });
  const { code, output } = prisma("migrate deploy");
  expect(output).toContain("already exists");
  expect(code).toBe(1);
}, 60_000);

test("createDatabase accepts any name", async () => {
  const odd = `${name} "é;`;
  await createDatabase(serverUrl, odd);
  await expect(createDatabase(serverUrl, odd)).rejects.toThrow(`database "${odd}" already exists`);
  await dropDatabase(serverUrl, odd);
});
