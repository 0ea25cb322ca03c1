import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import readExcelFile from "read-excel-file/node";
import { expect, test } from "@/e2e/support/fixtures";
import { makeUsers } from "@/e2e/support/make-users";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endInDatabase, openSessionOf } from "@/lib/testing/records/open-session-of";

const users = (page: Page) => page.getByRole("region", { name: "Tous les utilisateurs" });
const menu = (page: Page) => page.locator("[popover]:popover-open");
const EXPORTS = /\/api\/admin\/exports\//;

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** Opens a filtered list with one row, whose name looks like a formula, and the export menu of that list. */
async function openFilteredList(page: Page) {
  const word = `w${crypto.randomUUID().slice(0, 8)}`;
  const formula = await makeUser({ name: `=HYPERLINK("http://evil/") ${word}`, role: "ARCHIVES" });
  await makeSession(formula);
  await makeUser({ name: `Autre ${word}`, role: "DIRECTEUR" });
  await page.goto(`/admin/active-users?q=${word}&role=ARCHIVES`);
  await users(page).getByRole("button", { name: "Exporter" }).click();
  await expect(menu(page).getByText("1 ligne", { exact: true })).toBeVisible();
  return { word, formula };
}

/** Expects exactly one recorded export of the filtered list. */
async function expectRecorded(word: string, format: "csv" | "xlsx"): Promise<void> {
  const events = await prisma.activityEvent.findMany({
    where: { type: "export.made", data: { path: ["criteria", "q"], equals: word } },
    select: { data: true },
  });
  expect(events.map(({ data }) => data)).toEqual([
    { list: "users", format, rows: 1, criteria: { q: word, role: "ARCHIVES" } },
  ]);
}

test("a list is downloaded as CSV with its filters, and the export is recorded", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  const { word, formula } = await openFilteredList(page);
  const csv = page.waitForEvent("download");
  await menu(page).getByRole("button", { name: "Télécharger" }).click();
  expect((await csv).suggestedFilename()).toMatch(/^Utilisateurs 20\d\d-\d\d-\d\d \d\dh\d\d\.csv$/);
  const rows = parse(await contentOf(await csv), { delimiter: ";", bom: true, columns: true });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    Utilisateur: `'${formula.name}`,
    Rôle: "Archives",
    "Adresse IP": "192.0.2.1",
  });
  await expect(menu(page).getByRole("status")).toHaveText(/Fichier enregistré.*1 ligne/);
  await expectRecorded(word, "csv");
});

test("a list is downloaded as Excel with its filters, and the export is recorded", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  const { word, formula } = await openFilteredList(page);
  await menu(page).getByLabel(/Excel/).check();
  const xlsx = page.waitForEvent("download");
  await menu(page).getByRole("button", { name: "Télécharger" }).click();
  const [sheet] = await readExcelFile(await contentOf(await xlsx));
  expect(sheet?.data[1]?.slice(0, 2)).toEqual([formula.name, formula.username]);
  expect(sheet?.data[1]?.[4]).toBeInstanceOf(Date);
  await expectRecorded(word, "xlsx");
});

test("an export is aborted when the session of its reader ends during the download", async ({ origin }) => {
  const admin = await makeUser({ role: "ADMIN" });
  const worker = await makeUser();
  await prisma.$executeRaw`
    INSERT INTO user_session (user_id, session_key, login_time, logout_time, is_active, last_contact_at, last_activity_at, end_reason, user_agent)
    SELECT ${worker.id}::uuid, 'long' || gen_random_uuid()::text, at, at, false, at, at, 'SIGNED_OUT', repeat('agent ', 80)
    FROM generate_series(1, 15000) AS n CROSS JOIN LATERAL (SELECT '2024-01-01'::timestamptz + n * interval '1 s' AS at) AS login`;
  const path = `/api/admin/exports/sessions?format=csv&user=${worker.id}`;
  const { cookie, sessionId } = await openSessionOf(admin.username);
  const headers = { cookie: `${cookie.name}=${cookie.value}`, "accept-encoding": "identity" };
  const answer = await fetch(origin + path, { headers });
  expect(answer.status).toBe(200);
  await expect(readWhole(answer, () => endInDatabase(sessionId))).rejects.toThrow("terminated");
});

/**
 * Reads a body to its end.
 *
 * @param meanwhile - called once after the first chunk
 */
async function readWhole({ body }: Response, meanwhile: () => Promise<unknown>): Promise<void> {
  if (!body) throw new Error("the answer has no body");
  const reader = body.getReader();
  await reader.read();
  await meanwhile();
  for (let read = await reader.read(); !read.done; read = await reader.read());
}

test("an incomplete file is not saved, and the page says so", async ({ signIn }) => {
  const page = await openHistory(await signIn("Fedanoir"));
  await page.route(EXPORTS, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, -20) });
  });
  const saved = countDownloads(page);
  await menu(page).getByRole("button", { name: "Télécharger" }).click();
  await expect(menu(page).getByRole("alert")).toContainText("rien n'a été enregistré");
  expect(saved()).toBe(0);
});

test("a cancelled export saves nothing, and the page says so", async ({ signIn }) => {
  const page = await openHistory(await signIn("Fedanoir"));
  await page.route(EXPORTS, () => {}); // never answers
  const saved = countDownloads(page);
  await menu(page).getByRole("button", { name: "Télécharger" }).click();
  await menu(page).getByRole("button", { name: "Annuler" }).click();
  await expect(menu(page).getByRole("status")).toContainText("Export annulé");
  expect(saved()).toBe(0);
});

/** Opens the history of a new user, which has one session, and the export menu of that list. */
async function openHistory(page: Page): Promise<Page> {
  const { userId } = await makeSession(await makeUser());
  await page.goto(`/admin/sessions?user=${userId}`);
  await page.getByRole("button", { name: "Exporter" }).click();
  return page;
}

function countDownloads(page: Page): () => number {
  let saved = 0;
  page.on("download", () => saved++);
  return () => saved;
}

test("without JavaScript the form downloads the file", async ({ signIn }) => {
  const { word } = await makeUsers();
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto(`/admin/users?q=${word}`);
  await page.getByRole("button", { name: "Exporter" }).click();
  await menu(page).getByLabel(/PDF/).check();
  const download = page.waitForEvent("download");
  await menu(page).getByRole("button", { name: "Télécharger" }).click();
  const file = await contentOf(await download);
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  expect(file.subarray(-6).toString()).toContain("%%EOF");
});

test("without JavaScript an export with an invalid filter is refused with an explanation", async ({
  signIn,
}) => {
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  const refused = await page.goto(`/api/admin/exports/sessions?format=pdf&from=nonsense`);
  expect(refused?.status()).toBe(400);
  await expect(page.locator("body")).toContainText("Un des filtres n'a pas de sens");
});
