import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findSecret, readOrMakeSecret } from "./secrets";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-secrets-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a secret is made once, in a file that only its owner can read", async () => {
  const file = path.join(folder, "data", "auth-secret");
  expect(findSecret(file)).toBeNull();
  const secret = await readOrMakeSecret(file);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(await readOrMakeSecret(file)).toBe(secret);
  expect(findSecret(file)).toBe(secret);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  // Other users of the machine may enter the folder, not list it.
  expect((await stat(path.dirname(file))).mode & 0o077).toBe(0o011);
});

test("concurrent calls all get the same secret and leave no other file", async () => {
  const file = path.join(folder, "raced", "secret");
  const secrets = await Promise.all(Array.from({ length: 20 }, () => readOrMakeSecret(file)));
  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(path.dirname(file))).toEqual(["secret"]);
});
