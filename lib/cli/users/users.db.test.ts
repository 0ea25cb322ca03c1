import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { runUsers as run, spawnUsers } from "@/lib/testing/programs/run-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

/* The commands as users and scripts run them: their output, its stream and the exit code. */

const folder = mkdtempSync(path.join(tmpdir(), "konekte-users-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const CODE = /([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/;
const Added = z.object({
  count: z.number(),
  added: z.array(z.object({ username: z.string(), code: z.string() })),
});

beforeAll(async () => {
  const passwordHash = await hashPassword("correct horse battery");
  await makeUser({ username: "Chef", name: "Chef", role: "ADMIN", passwordHash });
});

test("the sample file is tried, added with codes, and unchanged the second time", async () => {
  const tried = await run(["add", "--file", "users_sample.csv", "--dry-run"]);
  expect(tried).toMatchObject({ code: 0, stdout: "7 personnes seraient ajoutées. Rien n'a été modifié.\n" });
  expect(await prisma.user.count()).toBe(1);
  const added = await run(["add", "--file", "users_sample.csv"]);
  expect(added).toMatchObject({ code: 0, stderr: "" });
  expect(added.stdout).toContain("7 personnes ajoutées.");
  expect(added.stdout.match(new RegExp(CODE, "g"))).toHaveLength(7);
  const again = await run(["add", "--file", "users_sample.csv"]);
  expect(again).toMatchObject({ code: 0, stdout: "Personne n'a été ajouté, 7 déjà là et inchangées.\n" });
});

test("all wrong lines are reported at once, nothing is changed, and the exit code is 3", async () => {
  const bad = fileOf(
    "bad.csv",
    "username;name;role\nm n;Marie;chef\nCHEF;Autre;ADMIN\nzoe;Zoé;ADMIN\nZOE;Zoé;ADMIN\n",
  );
  const { code, stdout, stderr } = await run(["add", "--file", bad]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr.split("\n").map((line) => line.split(" : ")[0])).toEqual([
    "ligne 2",
    "ligne 3",
    "ligne 5",
    "3 lignes à corriger",
    "",
  ]);
  expect(stderr).toContain("ligne 4"); // line 5 is a duplicate of it
  expect(await prisma.user.count({ where: { usernameKey: "zoe" } })).toBe(0);
});

test("--update changes an existing user", async () => {
  const file = fileOf("update.csv", "username,name,role\nchef,La Cheffe,ADMIN\n");
  expect((await run(["add", "--file", file, "--update"])).stdout).toContain(
    "Personne n'a été ajouté, 1 modifiée.",
  );
  expect(await prisma.user.count({ where: { username: "Chef", name: "La Cheffe" } })).toBe(1);
});

test.each([
  ["an unclosed quote", 'username,name,role\nx,"y,ADMIN\n', "guillemet"],
  ["Windows-1252", Buffer.from("username,name,role\nx,é,ADMIN\n", "latin1"), "CSV UTF-8"],
  ["passwords", "username,name,role,password\nx,y,ADMIN,z\n", "mot de passe"],
])("a file with %s is refused with a sentence", async (_, text, words) => {
  const file = path.join(folder, "refused.csv");
  writeFileSync(file, text);
  const { code, stderr } = await run(["add", "--file", file]);
  expect(code).toBe(3);
  expect(stderr).toContain(words);
});

test("several users of a role get the next free names, printed as JSON for scripts", async () => {
  await makeUser({ username: "Archives002" });
  const { code, stdout } = await run(["add", "--role", "archives", "--count", "3", "--json"]);
  expect(code).toBe(0);
  expect(Added.parse(JSON.parse(stdout)).added.map(({ username }) => username)).toEqual([
    "archives001",
    "archives003",
    "archives004",
  ]);
});

test("the codes are written to a new private file, and not printed", async () => {
  const codes = path.join(folder, "codes.csv");
  const one = ["add", "--username", "seule", "--name", "=Une Seule", "--role", "sekretè", "--codes", codes];
  const { code, stdout } = await run(one);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(CODE);
  // The apostrophe keeps a spreadsheet from reading the name as a formula.
  expect(readFileSync(codes, "utf8")).toMatch(new RegExp(`seule,'=Une Seule,SECRETAIRE,${CODE.source}`));
  expect(statSync(codes).mode & 0o777).toBe(0o600);
  const refused = await run([
    "add",
    "--username",
    "autre",
    "--name",
    "Autre",
    "--role",
    "admin",
    "--codes",
    codes,
  ]);
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining("existe déjà") });
  expect(await prisma.user.count({ where: { username: "autre" } })).toBe(0);
  const invalid = [
    "add",
    "--username",
    "a b",
    "--name",
    "X",
    "--role",
    "admin",
    "--codes",
    path.join(folder, "none.csv"),
  ];
  expect((await run(invalid)).code).toBe(3);
  expect(() => statSync(path.join(folder, "none.csv"))).toThrow(); // no empty file is left
});

test("users are listed and shown, in English on an English terminal", async () => {
  const english = { LANG: "en_US.UTF-8" };
  const { stdout } = await spawnUsers(["list", "--search", "cheffe"], english);
  expect(stdout).toMatch(
    /^Username +Name +Role +Account +Last login\nChef +La Cheffe +Administrator +active +never\n/,
  );
  const shown = await run(["show", "CHEF", "--json"]);
  expect(JSON.parse(shown.stdout)).toMatchObject({
    username: "Chef",
    accountStatus: "active",
    openSessions: 0,
  });
  const unknown = await spawnUsers(["show", "personne"], english);
  expect(unknown).toMatchObject({ code: 3, stderr: expect.stringContaining("Nobody has the username") });
  expect((await run(["list", "--account-status", "disabled"])).stdout).toBe("Personne ne correspond.\n");
});

test("a user is signed out, given a role, disabled and enabled; a dry run changes nothing", async () => {
  const user = await makeUser({ username: "change" });
  const sessionId = async () => (await makeSession(user)).id;
  const first = await sessionId();
  const endOf = (id: string) =>
    prisma.userSession
      .findUniqueOrThrow({ where: { id }, select: { endReason: true } })
      .then((row) => row.endReason);
  const tried = await run(["sign-out", "change", "--dry-run"]);
  expect(tried).toMatchObject({
    code: 0,
    stdout: "1 session a pris fin.\n",
    stderr: expect.stringContaining("Essai"),
  });
  expect(await endOf(first)).toBeNull();
  expect((await run(["sign-out", "CHANGE"])).stdout).toBe("1 session a pris fin.\n");
  expect(await endOf(first)).toBe("REVOKED");
  const second = await sessionId();
  expect((await run(["set-role", "change", "directeur"])).stdout).toContain("Rôle changé");
  expect(await endOf(second)).toBe("ROLE_CHANGED");
  const third = await sessionId();
  expect((await run(["disable", "change"])).stdout).toContain("1 compte désactivé");
  expect(await endOf(third)).toBe("ACCOUNT_DISABLED");
  expect((await run(["reset-password", "change"])).code).toBe(3);
  expect((await run(["enable", "change"])).stdout).toContain("1 compte réactivé");
  expect((await run(["unlock", "change", "--json"])).stdout).toBe('{\n  "count": 0\n}\n');
  const sessions = await run(["sessions", "change"]);
  expect(sessions.stdout).toContain("Déconnecté par un administrateur");
  expect((await run(["set-role", "change", "chef"])).code).toBe(3);
});

test("the last administrator cannot be disabled, but can get a code to sign in again", async () => {
  const refused = await run(["disable", "Chef"]);
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining("aucun administrateur") });
  const { code, stdout } = await run(["reset-password", "Chef", "--json"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(CODE);
});

test("old addresses and browsers are deleted; a dry run only counts them", async () => {
  const user = await makeUser({ username: "ancienne" });
  const old = new Date(Date.now() - 367 * 24 * 3_600_000);
  // More than one batch.
  for (let n = 0; n < 501; n++) await makeSession(user, { loginTime: old, logoutTime: old });
  const anonymised = () =>
    prisma.userSession.count({ where: { userId: user.id, anonymisedAt: { not: null } } });
  const tried = await run(["retention", "--dry-run"]);
  expect(tried).toMatchObject({ code: 0, stderr: "Essai seulement : rien n'a été modifié.\n" });
  expect(tried.stdout).toMatch(
    /^Les adresses et les navigateurs de 501 sessions terminées avant le .* seraient effacés\.\n$/,
  );
  expect(await anonymised()).toBe(0);
  expect(await run(["retention"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("501"),
    stderr: "",
  });
  expect(await anonymised()).toBe(501);
  expect(JSON.parse((await run(["retention", "--json"])).stdout)).toMatchObject({ sessions: 0 });
  const kept = await spawnUsers(["retention"], { RETENTION_DAYS: "0" });
  expect(kept).toMatchObject({ code: 0, stdout: expect.stringContaining("pour toujours") });
});

test.each([
  ["an unknown command", ["frobnicate"], "Commande inconnue : frobnicate."],
  ["an unknown option", ["list", "--frob"], "Option inconnue : --frob."],
  [
    "a number out of bounds",
    ["add", "--role", "admin", "--count", "0"],
    "Valeur impossible pour --count <n>.",
  ],
  ["no user", ["show"], "Il manque un argument : user."],
  ["two sources at once", ["add", "--file", "x", "--interactive"], "Choisissez une seule manière"],
  ["no source at all", ["add", "--update"], "Choisissez une seule manière"],
])("a command line with %s is reported, with exit code 2", async (_, args, words) => {
  const outcome = await run(args);
  expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(words) });
  expect(outcome.stderr).toMatch(/npm run users -- ([a-z]+ )?--help\n$/);
});

test("without a terminal, or without a database, the command says so", async () => {
  expect(await spawnUsers(["add", "--interactive"])).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("terminal"),
  });
  const nothing = { DATABASE_URL: "postgresql://localhost:1/nothing" };
  expect(await spawnUsers(["list"], nothing)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("ne répond pas"),
  });
});

test("help shows examples and the exit codes", async () => {
  expect((await run(["--help"])).stdout).toContain("Codes de sortie : 0 fait");
  expect(await run(["add", "--help"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("--count 5"),
  });
});
