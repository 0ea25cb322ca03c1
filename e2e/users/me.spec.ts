import { expect, test } from "@/e2e/support/fixtures";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const HOUR_MS = 3_600_000;

test("the page /me shows only the user's own sessions, newest first", async ({ signIn }) => {
  const person = await makeUser({ role: "DIRECTEUR", name: "Mireille Own" });
  const other = await makeUser({ name: "Somebody Else" });
  await makeSession(other, { ipAddress: "198.51.100.99" });
  const loginTime = new Date("2025-11-11T19:32:15.000Z");
  const logoutTime = new Date(loginTime.getTime() + 2 * HOUR_MS + 30 * 60_000 + 45_000);
  await makeSession(person, { loginTime, logoutTime, ipAddress: "198.51.100.7" });

  const page = await signIn(person.username);
  await page.goto("/me");
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(3); // the head, the current session and the ended one
  // The address of the current session is not checked: each written contact replaces it by the browser's.
  await expect(rows.nth(1)).toContainText("Cette session");
  const ended = rows.nth(2);
  await expect(ended).toContainText("11/11/2025 14:32:15"); // Port-au-Prince is at UTC−5 in November
  await expect(ended).toContainText("11/11/2025 17:03:00");
  await expect(ended).toContainText("2h 30m 45s");
  await expect(ended).toContainText("198.51.100.7");
  await expect(page.getByText("198.51.100.99")).toHaveCount(0);
});

test("the page /me states what is recorded and for how long", async ({ signIn }) => {
  const page = await signIn("archives001");
  await page.goto("/me");
  await expect(page.getByText("Konekte enregistre l'heure de connexion et de déconnexion")).toBeVisible();
  await expect(page.getByText(/conservées/)).toBeVisible();
});
