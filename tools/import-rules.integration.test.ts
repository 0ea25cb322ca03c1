import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

/**
 * Proves that each import rule can fail: a tree of small files breaks every one. The rooms come from the
 * rules themselves, so that a new room is tested, too.
 */
const ROOT = process.cwd();
const RULES = path.join(ROOT, ".dependency-cruiser.mjs");
const { MAY_IMPORT, GROUND, SERVER_ONLY, ...rules } = z
  .object({
    MAY_IMPORT: z.record(z.string(), z.array(z.string())),
    GROUND: z.array(z.string()),
    SERVER_ONLY: z.array(z.string()),
    default: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  })
  .parse(await import(RULES));

/** All folders of lib, also those that the rules do not name. */
const ROOMS = readdirSync("lib", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Modules that no component may import, not even indirectly: of lib, of Node, and packages for servers. */
const SERVER_MODULES = [
  ...SERVER_ONLY.map((name) => (ROOMS.includes(name) ? `@/lib/${name}/leaf` : `@/lib/${name}`)),
  ...[...builtinModules, "test", "sea"].map((name) => `node:${name}`),
  ...["pg", "bowser", "ipaddr.js", "@node-rs/argon2", "next/headers", "next/cache", "next-intl/server"],
];

/** For each rule that is not about a room: the files that break it, with their imports. */
const BREACHES: Record<string, Record<string, string>> = {
  "no-cycle": { "lib/sessions/hen.ts": "@/lib/sessions/egg", "lib/sessions/egg.ts": "@/lib/sessions/hen" },
  "no-unresolved": { "app/a.ts": "@/lib/sessions/nowhere" },
  "lib-root-is-the-floor": { "lib/errors.ts": "@/lib/sessions/leaf" },
  "lib-never-upward": { "lib/sessions/up.ts": "@/components/leaf" },
  "components-never-app": { "components/a.ts": "@/app/leaf" },
  "components-lead-to-no-server": {
    ...Object.fromEntries(
      SERVER_MODULES.map((module) => [`components/to/${module.replaceAll(/\W/g, "-")}.ts`, module]),
    ),
    "components/by-the-way.ts": "@/lib/sessions/impure",
    "components/behind-another.ts": "@/components/by-the-way",
  },
  "only-lib-touches-the-database": { "app/b.ts": "@/lib/db/leaf", "tools/touch.ts": "@/lib/db/leaf" },
  "one-prisma-client": { "lib/sessions/client.ts": "@/lib/db/generated/client" },
  "product-never-tests": {
    "app/c.ts": "@/lib/testing/leaf",
    "components/d.ts": "@/tools/leaf",
    "lib/sessions/tool.ts": "@/tools/leaf",
  },
  "no-development-package-in-the-product": { "lib/sessions/dev.ts": "vitest" },
};

/** Files that break no rule, with their imports. */
const ALLOWED: Record<string, string> = {
  "app/page.ts": "@/lib/sessions/leaf",
  "app/layout.ts": "@/components/leaf",
  "components/c.ts": "@/components/leaf",
  "lib/roles.ts": "@/lib/db/generated/enums",
  "lib/db/client.ts": "@/lib/db/generated/client",
  "lib/sessions/inside.ts": "@/lib/sessions/leaf",
  "lib/sessions/root.ts": "@/lib/roles",
  "lib/sessions/impure.ts": "@/lib/db/client",
  "components/pure.ts": "@/lib/sessions/root",
  "lib/sessions/leaf.db.test.ts": "@/lib/testing/leaf",
  "components/words.ts": "next-intl",
  "components/link.ts": "next/link",
  "components/hook.ts": "react",
  "components/fetching.ts": "swr",
};

const LEAVES = [
  "app/leaf",
  "components/leaf",
  "lib/db/generated/client",
  "lib/db/generated/enums",
  "tools/leaf",
];

const PACKAGE = {
  type: "module",
  dependencies: { next: "*", "next-intl": "*", react: "*", swr: "*" },
  devDependencies: { vitest: "*" },
};

const Cruise = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

const tree = mkdtempSync(path.join(tmpdir(), "import-rules-"));
let found: { rule: string; from: string; to: string }[] = [];

beforeAll(() => {
  for (const leaf of LEAVES) writeLeaf(leaf);
  for (const name of SERVER_ONLY.filter((each) => !ROOMS.includes(each))) writeLeaf(`lib/${name}`);
  for (const room of ROOMS) writeLeaf(`lib/${room}/leaf`);
  for (const room of ROOMS)
    for (const other of ROOMS) writeImport(`lib/${room}/to-${other}.ts`, `@/lib/${other}/leaf`);
  for (const files of [ALLOWED, ...Object.values(BREACHES)])
    for (const [from, imports] of Object.entries(files)) writeImport(from, imports);
  write("package.json", JSON.stringify(PACKAGE));
  write("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }');
  symlinkSync(path.join(ROOT, "node_modules"), path.join(tree, "node_modules"));
  found = cruise();
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(Object.entries(MAY_IMPORT))("lib/%s may import %j, and no other room", (room, others) => {
  const refused = found.filter(({ rule }) => rule === `lib-${room}`).map(({ to }) => to.split("/")[1]);
  expect(refused.toSorted()).toEqual(
    ROOMS.filter((each) => ![room, ...GROUND, ...others].includes(each)).toSorted(),
  );
});

test.each(Object.entries(BREACHES))("%s refuses the files that break it", (name, files) => {
  const refused = found.filter(({ rule }) => rule === name).map(({ from }) => from);
  // A circle is reported once.
  const each = name === "no-cycle" ? Object.keys(files).slice(-1) : Object.keys(files);
  expect(refused).toEqual(expect.arrayContaining(each));
});

test("every rule is tested here", () => {
  const broken = [...Object.keys(MAY_IMPORT).map((room) => `lib-${room}`), ...Object.keys(BREACHES)];
  expect(rules.default.forbidden.map(({ name }) => name).toSorted()).toEqual(broken.toSorted());
});

test("every room in the rules exists", () => {
  const rooms = Object.entries(MAY_IMPORT).flat(2);
  expect(rooms.filter((room) => !ROOMS.includes(room))).toEqual([]);
});

test("allowed imports are not refused", () => {
  expect(found.filter(({ from }) => from in ALLOWED)).toEqual([]);
});

function writeImport(file: string, imports: string): void {
  write(file, `import { it } from "${imports}";\nexport const use = it;\n`);
}

function writeLeaf(leaf: string): void {
  write(`${leaf}.ts`, "export const it = 1;\n");
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

function cruise(): { rule: string; from: string; to: string }[] {
  const { stdout } = spawnSync(
    process.execPath,
    [
      path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      "--config",
      RULES,
      "--output-type",
      "json",
      ".",
    ],
    { cwd: tree, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const { violations } = Cruise.parse(JSON.parse(stdout)).summary;
  return violations.map(({ rule, ...edge }) => ({ rule: rule.name, ...edge }));
}
