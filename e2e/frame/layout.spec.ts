import { expect, test } from "@/e2e/support/fixtures";
import { rowOf, table, usersTable } from "@/e2e/support/tables";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const ROW_PX = 41; // with its line

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

/** With all that makes a row high: the longest address, of the local network. */
async function makeTall() {
  const person = await makeUser({ name: `AAA Tall ${crypto.randomUUID().slice(0, 8)}` });
  await makeSession(person, { ipAddress: "fd12:3456:789a:1abc:def0:1234:5678:9abc", userAgent: IPHONE });
  return person;
}

test("on a desk rows are 40 px high, whatever they say, and their heads stay in sight", async ({
  signIn,
}) => {
  const person = await makeTall();
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

test("a device is in words, and what the browser said one click away", async ({ signIn }) => {
  const person = await makeTall();
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

test("each state is explained in one sentence, by keyboard too", async ({ signIn }) => {
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
  test(`at ${width} px nothing scrolls sideways`, async ({ signIn }) => {
    const person = await makeTall();
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

test("on a wide desk who is here stands beside everybody", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.setViewportSize({ width: 1920, height: 900 });
  await page.goto("/admin/active-users");
  const everybody = await page.getByRole("region", { name: "Tous les utilisateurs" }).boundingBox();
  const here = await page.getByRole("region", { name: "Actuellement connectés" }).boundingBox();
  expect(here?.y).toBe(everybody?.y);
});
