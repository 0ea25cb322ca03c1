import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources, isBuilt, stampBuild } from "./build-stamp";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "konekte-sources-"));
  await write("app/page.tsx", "page");
  await mkdir(path.join(root, ".next"));
  await stampBuild(root, await hashSources(root));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
}

test("a build is current while its sources are unchanged", async () => {
  expect(await isBuilt(root)).toBe(true);
});

test.each([
  "app/page.tsx",
  "components/new.tsx",
  "lib/env.ts",
  "middleware.ts",
  "next.config.mjs",
  "package-lock.json",
])("a change of %s requires a new build", async (file) => {
  await write(file, "changed");
  expect(await isBuilt(root)).toBe(false);
});

test.each([
  "app/page.test.tsx",
  "lib/cli/start.ts",
  "lib/testing/records/factories.ts",
  "lib/db/generated/client.ts",
  "README.md",
  "prisma/seed.ts",
])("a change of %s does not require a new build", async (file) => {
  await write(file, "changed");
  expect(await isBuilt(root)).toBe(true);
});

test("without a stamp there is no build", async () => {
  await rm(path.join(root, ".next"), { recursive: true });
  expect(await isBuilt(root)).toBe(false);
});
