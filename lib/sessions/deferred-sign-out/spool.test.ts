import { mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { addSpoolEntry, listSpoolEntries, prepareSpool, readSpoolEntry } from "./spool";

vi.mock("node:fs/promises", { spy: true });
const real = await vi.importActual<typeof import("node:fs/promises")>("node:fs/promises");

const sessionKeyHash = "a".repeat(64);
const unsynced = Object.assign(new Error("folders cannot be synced"), { code: "EPERM" });
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-spool-"));
  vi.stubEnv("DATA_DIR", folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

test("a prepared spool has an empty folder", async () => {
  await prepareSpool();
  expect(await readdir(path.join(folder, "sign-outs"))).toEqual([]);
});

test("preparing and writing fail when the folder cannot be synced", async () => {
  vi.mocked(open).mockRejectedValueOnce(unsynced);
  await expect(prepareSpool()).rejects.toBe(unsynced);
  vi.mocked(open).mockImplementationOnce(real.open).mockRejectedValueOnce(unsynced);
  await expect(addSpoolEntry({ sessionKeyHash: sessionKeyHash, at: new Date() })).rejects.toBe(unsynced);
});

test("a sign-out that is written twice keeps its first time, in one file", async () => {
  const other = "b".repeat(64);
  const at = new Date("2025-11-11T19:32:15.007Z");
  await addSpoolEntry({ sessionKeyHash: other, at });
  await addSpoolEntry({ sessionKeyHash: other, at: new Date() });
  expect(await readSpoolEntry(other)).toEqual({ sessionKeyHash: other, at });
  expect(await listSpoolEntries()).toContain(other);
  expect((await readdir(path.join(folder, "sign-outs"))).filter((name) => name.startsWith(other))).toEqual([
    `${other}.json`,
  ]);
});
