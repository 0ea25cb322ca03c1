import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { ensureServiceAccount } from "./service-account";

vi.mock("node:child_process", () => ({ spawnSync: vi.fn() }));
vi.mock("node:fs/promises", () => ({ readFile: vi.fn() }));

/** A machine with these accounts, on which `useradd` succeeds for the names in `free`. */
function setMachine(accounts: string[], free: string[]): string[] {
  const lines = [...accounts];
  const made: string[] = [];
  vi.mocked(readFile).mockImplementation(async () => lines.join("\n"));
  vi.mocked(spawnSync).mockImplementation((_program, args) => {
    const name = args?.at(-1) ?? "";
    made.push(name);
    if (free.includes(name)) lines.push(`${name}:x:998:997::/home/${name}:/bin/false`);
    return { pid: 1, output: [], stdout: "", stderr: "", status: 0, signal: null };
  });
  return made;
}

const PERSON = "konekte:x:1000:1000:Jean,,,:/home/konekte:/bin/bash";
const SERVICE = "konekte:x:997:996::/nonexistent:/usr/sbin/nologin";

test.each([
  ["nobody has the name", [], ["konekte"], "konekte", ["konekte"]],
  ["a service has the name", [SERVICE], [], "konekte", []],
  ["a person has the name", [PERSON], ["konekte-postgres"], "konekte-postgres", ["konekte-postgres"]],
  [
    "no shell is named, which means /bin/sh",
    ["konekte:x:9:9:::"],
    ["konekte-postgres"],
    "konekte-postgres",
    ["konekte-postgres"],
  ],
  [
    "the name is root's",
    ["konekte:x:0:0::/:/bin/false"],
    ["konekte-postgres"],
    "konekte-postgres",
    ["konekte-postgres"],
  ],
  ["no account can be made", [], [], undefined, ["konekte", "konekte-postgres"]],
])("where %s, the account is chosen accordingly", async (_where, accounts, free, name, expectedMade) => {
  const made = setMachine(accounts, free);
  expect((await ensureServiceAccount())?.name).toBe(name);
  expect(made).toEqual(expectedMade);
});
