import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

/** The law of imports is only worth something if each rule can turn red: a tree that breaks every one of them. */
const ROOT = process.cwd();
const tree = mkdtempSync(path.join(tmpdir(), "import-rules-"));

const BREACHES: [rule: string, from: string, imports: string][] = [
  ["lib-preferences", "lib/preferences/a.ts", "lib/db/client"],
  ["lib-i18n", "lib/i18n/a.ts", "lib/db/client"],
  ["lib-db", "lib/db/a.ts", "lib/live/publish"],
  ["lib-live", "lib/live/a.ts", "lib/activity/record"],
  ["lib-activity", "lib/activity/a.ts", "lib/sessions/active-users/read-active-users"],
  ["lib-sessions", "lib/sessions/a.ts", "lib/auth/session/guards"],
  ["lib-users", "lib/users/a.ts", "lib/auth/session/guards"],
  ["lib-http", "lib/http/a.ts", "lib/sessions/active-users/read-active-users"],
  ["lib-auth", "lib/auth/a.ts", "lib/reports/timeline/timeline"],
  ["lib-backup", "lib/backup/a.ts", "lib/auth/session/guards"],
  ["lib-root-is-the-floor", "lib/errors.ts", "lib/sessions/active-users/read-active-users"],
  ["lib-never-upward", "lib/sessions/b.ts", "components/sessions/duration"],
  ["components-never-app", "components/sessions/b.ts", "app/page"],
  [
    "components-know-only-what-is-pure",
    "components/sessions/c.ts",
    "lib/sessions/active-users/read-active-users",
  ],
  ["only-lib-touches-the-database", "app/b.ts", "lib/db/client"],
  ["one-prisma-client", "lib/sessions/c.ts", "lib/db/generated/client"],
  ["product-never-tests", "app/c.ts", "lib/testing/records/factories"],
  ["no-unresolved", "app/d.ts", "lib/sessions/nowhere"],
  ["no-cycle", "lib/sessions/presence.ts", "lib/sessions/active-users/read-active-users"], // reported at one of its files
];

const KEPT: [from: string, imports: string][] = [
  ["app/page.ts", "lib/sessions/active-users/read-active-users"],
  ["app/e.ts", "components/sessions/duration"],
  ["components/sessions/duration.ts", "lib/sessions/presence"],
  ["lib/auth/session/guards.ts", "lib/sessions/publicly"],
  ["lib/users/create-user.ts", "lib/activity/record"],
  ["lib/auth/sign-in/sign-in.ts", "lib/users/create-user"],
  ["lib/sessions/publicly.ts", "lib/activity/record"],
  ["lib/activity/record.ts", "lib/db/client"],
  ["lib/sessions/active-users/read-active-users.db.test.ts", "lib/testing/records/factories"],
  ["lib/db/client.ts", "lib/db/generated/client"],
  ["lib/sessions/active-users/read-active-users.ts", "lib/sessions/presence"],
  ["lib/live/publish.ts", "lib/db/client"],
];

const LEAVES = ["lib/reports/timeline/timeline", "lib/testing/records/factories", "lib/db/generated/client"];

const Cruise = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let found: string[] = [];

beforeAll(() => {
  for (const leaf of LEAVES) write(`${leaf}.ts`, "export const it = 1;\n");
  for (const [from, imports] of KEPT) write(from, importing(imports));
  for (const [, from, imports] of BREACHES) write(from, importing(imports));
  write("lib/sessions/d.ts", 'import { test } from "vitest";\nexport const use = test;\n');
  write("package.json", '{ "type": "module", "devDependencies": { "vitest": "*" } }');
  write("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
  symlinkSync(path.join(ROOT, "node_modules"), path.join(tree, "node_modules"));
  found = cruise();
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(BREACHES)("%s refuses %s → %s", (rule, from) => {
  expect(found).toContain(`${rule}: ${from}`);
});

test("what only development has is refused in the product", () => {
  expect(found).toContain("no-development-package-in-the-product: lib/sessions/d.ts");
});

test("what is allowed is not refused", () => {
  const broken = new Set(["lib/sessions/d.ts", ...BREACHES.map(([, from]) => from)]);
  const refused = found.map((line) => line.split(": ")[1] ?? "").filter((from) => !broken.has(from));
  expect(refused).toEqual([]);
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

function importing(module: string): string {
  return `import { it } from "@/${module}";\nexport const use = it;\n`;
}

function cruise(): string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [
      path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      path.join(ROOT, ".dependency-cruiser.mjs"),
      "--output-type",
      "json",
      ".",
    ],
    { cwd: tree, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const { violations } = Cruise.parse(JSON.parse(stdout)).summary;
  return violations.map(({ rule, from }) => `${rule.name}: ${from}`);
}
