import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readEnv } from "@/lib/env";
import { checkDataFolder } from "./check-data-folder";
import { checkSettings } from "./check-settings";
import { describeFinding, describeNotices, makeFinding } from "./finding";
import { checkNode, checkPostgres } from "./supported-versions";

const NOW = new Date("2026-11-28T12:00:00Z");

test.each([
  ["20.20.2", "2026-04-30", "node_supported"],
  ["20.20.2", "2026-05-01", "node_ended"],
  ["22.12.0", "2026-11-28", "node_supported"],
  ["25.1.0", "2026-11-28", "node_ended"],
  ["31.0.0", "2026-11-28", "node_supported"],
])("Node.js %s on %s is %s", (version, day, code) => {
  expect(checkNode(version, new Date(`${day}T23:00:00Z`)).code).toBe(code);
});

test.each([
  ["18.4", true, "postgres_old_embedded"],
  ["18.4", false, "postgres_old_minor"],
  ["18.7", true, "postgres_supported"],
  ["18.10", false, "postgres_supported"], // minor numbers are compared as numbers
  ["15.18 (Debian 15.18-0+deb12u1)", false, "postgres_old_minor"],
  ["15.20 (Debian 15.20-0+deb12u1)", false, "postgres_supported"],
  ["19.0", false, "postgres_supported"],
  ["19beta1", false, "postgres_supported"],
])("PostgreSQL %s, embedded %s, is %s", (version, embedded, code) => {
  expect(checkPostgres(version, embedded, NOW).code).toBe(code);
});

test("a line of PostgreSQL is out of support after its last day, whatever its minor release", () => {
  expect(checkPostgres("15.30", false, new Date("2027-11-12T00:00:00Z")).code).toBe("postgres_ended");
});

test.each([
  [{}, ["address_local"]],
  [{ APP_URL: "http://office.example", ALLOW_INSECURE_HTTP: "1" }, ["address_insecure"]],
  [{ APP_URL: "https://office.example" }, ["address_encrypted", "proxies_assumed"]],
  [
    { APP_URL: "https://office.example", TRUSTED_PROXIES: "10.0.0.1" },
    ["address_encrypted", "proxies_given"],
  ],
])("the settings %j have the findings %j", (settings, codes) => {
  expect(checkSettings(readEnv(settings)).map(({ code }) => code)).toEqual(codes);
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-doctor-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "backups"), { mode: 0o700 });
  await writeFile(path.join(folder, "auth-secret"), "x", { mode: 0o600 });
  await chmod(folder, 0o711);
  return folder;
}

test("a data folder that others can enter but not read is private; a missing one is not checked", async () => {
  const folder = await makeFolder();
  expect((await checkDataFolder(folder))?.code).toBe("folder_private");
  expect(await checkDataFolder(path.join(folder, "missing"))).toBeNull();
});

test.each([
  ["", 0o755, "711"],
  ["", 0o775, "711"],
  ["auth-secret", 0o640, "600"],
  ["backups", 0o711, "700"],
])(
  "a data folder whose %j has the mode %i is readable, with the command that mends it",
  async (name, mode, mended) => {
    const folder = await makeFolder();
    const file = path.join(folder, name);
    await chmod(file, mode);
    const finding = await checkDataFolder(folder);
    expect(finding).toMatchObject({ code: "folder_readable", state: "act" });
    expect(finding?.values.command).toBe(`chmod ${mended} '${file}'`);
  },
);

test("the start says only what there is to do", () => {
  const old = checkPostgres("18.4", true, NOW);
  const findings = [checkNode("24.1.0", NOW), makeFinding("postgres_missing"), old];
  expect(describeNotices(findings)).toEqual([`Attention : ${describeFinding(old)}`]);
});
