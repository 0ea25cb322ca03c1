import { expect, test } from "@/e2e/support/fixtures";
import { rowOf, table, usersTable } from "@/e2e/support/tables";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const ROW_PX = 41; // with its border of 1 px

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

/**
 * Inserts a user whose row has the tallest content: the longest address, with the mark of the local network.
 */
async function makeUserWithTallRow() {
  const person = await makeUser({ name: `AAA Tall ${crypto.randomUUID().slice(0, 8)}` });
  await makeSession(person, { ipAddress: "fd12:3456:789a:1abc:def0:1234:5678:9abc", userAgent: IPHONE });
  return person;
}

test("on a wide screen, rows are at most 40 px high and column heads stay visible", async ({ signIn }) => {
  const person = await makeUserWithTallRow();
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/active-users?q=${person.username}`);
  for (const title of ["Tous les utilisateurs", "Actuellement connectés"]) {
    const row = rowOf(table(page, title), person.name);
    await expect(row).toContainText("réseau local");
    expect((await row.boundingBox())?.height, title).toBeLessThanOrEqual(ROW_PX);
  }
  await page.goto("/admin/active-users");
  const head = usersTable(page).getByRole("columnheader", { name: "Dernière connexion" });
  await usersTable(page).getByRole("row").nth(15).scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 300);
  await expect.poll(async () => (await head.boundingBox())?.y).toBe(0);
});

test("a device is shown by name, and one click shows the whole user agent", async ({ signIn }) => {
  const person = await makeUserWithTallRow();
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  const row = rowOf(table(page, "Actuellement connectés"), person.name);
  const raw = row.getByText(IPHONE);
  await expect(raw).toBeHidden();
  await row.getByRole("button", { name: "Safari sur iOS" }).click();
  await expect(raw).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(raw).toBeHidden();
});

test("each presence is explained in one sentence, also by keyboard", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users?q=Fedanoir");
  const meaning = "un contact il y a moins de 75 secondes et une activité il y a moins de 5 minutes";
  await expect(page.getByRole("link", { name: /^En ligne \d+$/ })).toHaveAttribute(
    "title",
    new RegExp(meaning),
  );
  await expect(rowOf(usersTable(page), "Fedanoir").getByTitle(/contact il y a moins de 75/)).toBeVisible();
  const explained = page.getByText(meaning);
  await expect(explained).toBeHidden();
  await page.getByRole("button", { name: "Que veulent dire ces états ?" }).press("Enter");
  await expect(explained).toBeVisible();
});

for (const width of [1024, 1280, 1920]) {
  test(`at ${width} px no page scrolls horizontally`, async ({ signIn }) => {
    const person = await makeUserWithTallRow();
    const page = await signIn("Fedanoir");
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      "/admin",
      "/admin/active-users",
      "/admin/sessions",
      "/admin/reports/timeline",
      "/admin/reports/connection-time?per=week",
      `/admin/users/${person.id}`,
      "/me",
    ]) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(
        width,
      );
    }
  });
}

test("on a wide screen, the open sessions stand beside the table of all users", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.setViewportSize({ width: 1920, height: 900 });
  await page.goto("/admin/active-users");
  const users = await page.getByRole("region", { name: "Tous les utilisateurs" }).boundingBox();
  const open = await page.getByRole("region", { name: "Actuellement connectés" }).boundingBox();
  expect(open?.y).toBe(users?.y);
});
