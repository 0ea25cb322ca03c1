import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import readExcelFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { owner } from "@/lib/testing/database/owner";
import { runUsers as run } from "@/lib/testing/programs/run-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const folder = mkdtempSync(path.join(tmpdir(), "konekte-export-"));
const file = path.join(folder, "list.xlsx");
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const loginTime = new Date("2025-11-11T19:32:15.500Z");
  const session = { loginTime, logoutTime: new Date(loginTime.getTime() + 93_784_000) };
  await makeSession(await makeUser({ username: "marie001", name: "=Marie Noël" }), session);
  await makeSession(await makeUser({ username: "jean001", role: "ARCHIVES" }), session);
});

test("a filtered list is written to standard output as CSV, and recorded as the system's export", async () => {
  const args = ["--user", "MARIE001", "--role", "secrétaire", "--from", "2025-11-11", "--separator", ","];
  const { code, stdout, stderr } = await run(["export", "sessions", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = parse(stdout, { columns: true });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    Utilisateur: "'=Marie Noël",
    Connexion: "2025-11-11 14:32:15",
    Durée: "26:03:04",
    Fin: "Déconnexion volontaire",
  });
  const event = await prisma.activityEvent.findFirstOrThrow({
    where: { type: "export.made" },
    select: { actorId: true, data: true },
  });
  expect(event).toMatchObject({ actorId: null, data: { list: "sessions", format: "csv", rows: 1 } });
});

test("a workbook is a private file; only --force replaces it, and only with a complete one", async () => {
  const args = ["export", "accounts", "--format", "xlsx", "--output", file];
  expect(await run(args)).toMatchObject({
    code: 0,
    stdout: `2 lignes dans ${file}, lisible par vous seul.\n`,
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [sheet] = await readExcelFile(file);
  expect(sheet?.data.slice(1).map(([name]) => name)).toEqual(["=Marie Noël", "Name of jean001"]);

  const before = readFileSync(file);
  const again = await run(args);
  expect(again.code).toBe(3);
  expect(again.stderr).toContain("existe déjà");
  await owner.$executeRaw`ALTER TABLE activity_event RENAME TO elsewhere`;
  expect((await run([...args, "--force"])).code).not.toBe(0);
  await owner.$executeRaw`ALTER TABLE elsewhere RENAME TO activity_event`;
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(["list.xlsx"]);
  expect((await run([...args, "--role", "archives", "--force"])).code).toBe(0);
  expect((await readExcelFile(file))[0]?.data).toHaveLength(2);
});

test.each([
  [2, "n'a pas de filtre --account-status", ["users", "--account-status", "active"]],
  [2, "Valeur impossible", ["sessions", "--state", "gone"]],
  [3, "n'ont pas de sens : from", ["sessions", "--from", "11/11/2025"]],
  [3, "n'ont pas de sens : notSeenDays", ["accounts", "--not-seen", "x"]],
  [3, "Personne n'a le nom d'utilisateur « nobody »", ["sessions", "--user", "nobody"]],
  [3, "ajoutez --output", ["accounts", "--format", "pdf"]],
])("exits with code %i and prints %j for %j", async (expected, said, args) => {
  const { code, stdout, stderr } = await run(["export", ...args]);
  expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
  expect(stderr).toContain(said);
});
