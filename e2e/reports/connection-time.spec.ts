import { expect, test } from "@/e2e/support/fixtures";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const PATH = "/admin/reports/connection-time";

/**
 * Inserts a user with sessions around a change of the clocks: on 2 November 2025 those of Haiti went back
 * from 02:00 to 01:00.
 */
async function makePersonWithPast() {
  const person = await makeUser({ name: "Ketlie Horloge", role: "ARCHIVES" });
  for (const [login, logout, endReason] of [
    ["2025-11-02T03:00Z", "2025-11-02T07:00Z", "SIGNED_OUT"], // from 23:00 to 02:00 in Haiti: four hours
    ["2025-11-03T13:00Z", "2025-11-03T17:00Z", "SIGNED_OUT"],
    ["2025-11-03T14:00Z", "2025-11-03T15:00Z", "SIGNED_OUT"],
    ["2025-11-03T18:00Z", "2025-11-03T21:30Z", "LOST_CONTACT"],
  ] as const)
    await makeSession(person, { loginTime: new Date(login), logoutTime: new Date(logout), endReason });
  return person;
}

test("days count overlaps once, end at midnight, follow the clocks and add up to weeks", async ({
  signIn,
}) => {
  const { id, username } = await makePersonWithPast();
  const page = await signIn("Fedanoir");
  await page.goto(`${PATH}?from=2025-11-01&to=2025-11-07&q=${username}`);
  const rows = page.getByRole("table", { name: "Temps de connexion" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText(
    /03\/11\/2025.*08:00:00.*≈.*16:30:00.*≈.*7h 30m 0s.*1h 0m 0s.*Sessions 3$/,
  );
  await expect(rows.nth(2)).toContainText(/02\/11\/2025.*dès 00:00:00.*02:00:00.*3h 0m 0s/);
  await expect(rows.nth(3)).toContainText(/01\/11\/2025.*23:00:00.*24:00:00.*1h 0m 0s/);
  await expect(rows.nth(1).getByRole("link", { name: /^3 sessions/ })).toHaveAttribute(
    "href",
    `/admin/sessions?user=${id}&from=2025-11-03&to=2025-11-03`,
  );
  const heat = page.getByRole("table", { name: /^Personnes connectées en moyenne/ });
  const monday = heat.getByRole("row", { name: /^lun\./ }).getByRole("cell");
  await expect(monday.nth(9)).toHaveText("1");
  const groundOf = (hour: number) =>
    monday.nth(hour).evaluate((cell) => getComputedStyle(cell).backgroundColor);
  expect(await groundOf(9), "shaded").not.toBe(await groundOf(3));

  await page.getByLabel("Par", { exact: true }).selectOption("week"); // submits the form by itself
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText(/03–07\/11\/2025.*7h 30m 0s/);
  await expect(rows.nth(2)).toContainText(/01–02\/11\/2025.*4h 0m 0s/);
});

test("a first day that makes the period too long is corrected in its field", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.goto(`${PATH}?from=2025-09-01&to=2025-11-03`);
  const from = page.getByLabel("Du", { exact: true });
  await expect(from).toHaveValue("2025-10-04");
  await from.fill("2024-01-01");
  await from.press("Enter");
  await expect(page).toHaveURL(/from=2024-01-01/);
  await expect(from).toHaveValue("2025-10-04");
});

test("without JavaScript a button submits the form, and a too long period is shortened", async ({
  signIn,
}) => {
  const { username } = await makePersonWithPast();
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto(PATH);
  await page.getByLabel("Du", { exact: true }).fill("2025-09-01");
  await page.getByLabel("au", { exact: true }).fill("2025-11-03");
  await page.getByLabel("Rechercher une personne").fill(username);
  await page.getByRole("button", { name: "Afficher" }).click();
  await expect(page.getByText("31 jours au plus")).toContainText("la période commence le 04/10/2025");
  await expect(page.getByText("1 personne, 4 sessions, ≈ 11h 30m 0s en tout")).toBeVisible();
  await page.getByRole("link", { name: "Aujourd'hui" }).click();
  await expect(page.getByText("Personne ne s'est connecté.")).toBeVisible();
});
