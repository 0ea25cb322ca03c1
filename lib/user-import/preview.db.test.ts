import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { requireRate } from "@/lib/require-rate";
import { makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { applyImport, previewImport } from "./preview";

async function* fileOf(text: string) {
  yield Buffer.from(text);
}

const HEADING = "username,name,role,email";
const count = (username: string) => prisma.user.count({ where: { username } });

test("a preview shows the present values of each line, and the import does what was shown", async () => {
  const admin = await makeAdmin();
  await makeUser({ username: "la", name: "Avant", role: "SECRETAIRE" });
  const text = `${HEADING}\nneuve,Neuve,ADMIN,n@b.ht\nLA,Après,archives,\n`;
  const shown = await previewImport(admin, fileOf(text));
  expect(shown.counts).toEqual({ wrong: 0, changed: 1, new: 1, unchanged: 0 });
  expect(shown.lines).toMatchObject([
    {
      line: 3,
      kind: "changed",
      username: "la",
      name: "Après",
      before: { name: "Avant", role: "SECRETAIRE" },
    },
    { line: 2, kind: "new", username: "neuve", email: "n@b.ht", before: {} },
  ]);
  expect(await count("neuve")).toBe(0);
  const { counts, codes } = await applyImport(admin, fileOf(text), shown.digest);
  expect(counts).toEqual(shown.counts);
  expect(codes.map(({ username }) => username)).toEqual(["neuve"]);
});

test.each([
  ["another file", `${HEADING}\nneuf2,Un autre nom,ADMIN,\n`, async () => {}],
  [
    "changed users",
    `${HEADING}\nneuf2,Neuf,ADMIN,\n`,
    async () => void (await makeUser({ username: "neuf2", name: "Déjà là" })),
  ],
])("an import with %s after the preview changes nothing", async (_, applied, meanwhile) => {
  const admin = await makeAdmin();
  await prisma.user.updateMany({
    where: { username: "neuf2" },
    data: { usernameKey: crypto.randomUUID(), username: "-" },
  });
  const { digest } = await previewImport(admin, fileOf(`${HEADING}\nneuf2,Neuf,ADMIN,\n`));
  await meanwhile();
  await expect(applyImport(admin, fileOf(applied), digest)).rejects.toMatchObject({
    code: "conflict",
    detail: { reason: "changed" },
  });
  expect(await prisma.user.count({ where: { username: "neuf2", passwordHash: null } })).toBe(0);
});

test("a file with a wrong line can be previewed, but not imported", async () => {
  const admin = await makeAdmin();
  const text = `${HEADING}\na b,${"x".repeat(500)},ADMIN,\njuste,Juste,ADMIN,\n`;
  const shown = await previewImport(admin, fileOf(text));
  expect(shown.lines[0]).toMatchObject({
    kind: "wrong",
    faults: [{ field: "username" }, { field: "name", fault: "length" }],
  });
  expect(shown.lines[0]?.name.length).toBeLessThan(120);
  await expect(applyImport(admin, fileOf(text), shown.digest)).rejects.toMatchObject({ code: "bad_request" });
  expect(await count("juste")).toBe(0);
});

test("a preview lists the first 10 000 lines of each kind and counts all of them", async () => {
  const admin = await makeAdmin();
  const lines = Array.from({ length: 10_500 }, (_, n) => `many${n},Beaucoup,ADMIN,`);
  const shown = await previewImport(admin, fileOf(`${HEADING}\n${lines.join("\n")}\na b,x,y,\n`));
  expect(shown.counts).toEqual({ wrong: 1, changed: 0, new: 10_500, unchanged: 0 });
  expect(shown.lines).toHaveLength(10_001);
});

test("a file that can't be read is rejected with the line of the fault", async () => {
  const admin = await makeAdmin();
  await expect(previewImport(admin, fileOf(`${HEADING}\nx,"y,ADMIN,\n`))).rejects.toMatchObject({
    code: "bad_request",
    detail: { file: "open_quote", line: "2" },
  });
});

test("a second file at the same time is rejected; after a failure the next file is read", async () => {
  const admin = await makeAdmin();
  const text = `${HEADING}\nseul,Seul,ADMIN,\n`;
  const [one, two] = await Promise.allSettled([
    previewImport(admin, fileOf(text)),
    previewImport(admin, fileOf(text)),
  ]);
  expect(one.status).toBe("fulfilled");
  expect(two).toMatchObject({ reason: { code: "conflict", detail: { reason: "import_running" } } });
  await expect(previewImport(admin, fileOf(""))).rejects.toMatchObject({ code: "bad_request" });
  expect((await previewImport(admin, fileOf(text))).counts.new).toBe(1);
});

test("an import counts its lines, and one too many changes nothing; a file without changes still passes", async () => {
  const admin = await makeAdmin();
  const text = `${HEADING}\ntrop,Trop,ADMIN,\n`;
  const { digest } = await previewImport(admin, fileOf(text));
  requireRate(admin, "import", 200_000);
  await expect(applyImport(admin, fileOf(text), digest)).rejects.toMatchObject({
    code: "too_many",
    detail: { reason: "rate" },
  });
  expect(await count("trop")).toBe(0);
  const other = await makeAdmin();
  await applyImport(other, fileOf(text), digest);
  const same = await previewImport(admin, fileOf(text));
  expect((await applyImport(admin, fileOf(text), same.digest)).counts.unchanged).toBe(1);
});
