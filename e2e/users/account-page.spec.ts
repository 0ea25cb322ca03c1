import { expect, test } from "@/e2e/support/fixtures";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

test("a user's page shows the account, the presence and how each session ended", async ({ signIn }) => {
  const person = await makeUser({ name: "Élodie Fiche", role: "DIRECTEUR" });
  await makeSession(person, { loginTime: ago(300), logoutTime: ago(200), endReason: "REVOKED" });
  await makeSession(person, {
    loginTime: ago(100),
    logoutTime: ago(80),
    endReason: "LOST_CONTACT",
    ipAddress: "203.0.113.4",
  });
  await makeSession(person, { loginTime: ago(10), ipAddress: "192.168.7.7", userAgent: CHROME });
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/users/${person.id}`);

  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Élodie Fiche");
  await expect(main).toContainText(person.username);
  await expect(main.getByRole("definition").nth(0)).toHaveText("Absent");
  await expect(main.getByRole("term").nth(1)).toHaveText("Connecté depuis");
  await expect(main.getByRole("definition").nth(2)).toHaveText("192.168.7.7 réseau local");
  await expect(page.getByRole("region", { name: "Sessions" })).toContainText("3");

  const rows = page.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toContainText(/Toujours connecté.*Chrome sur Windows/);
  await expect(rows.nth(2)).toContainText(/≈.*Connexion perdue.*203\.0\.113\.4/);
  await expect(rows.nth(3)).toContainText("Déconnecté par un administrateur");
  await expect(rows.nth(3)).not.toContainText("≈");
});

test("the page shows since when a user is offline, and that another was never connected", async ({
  signIn,
}) => {
  const gone = await makeUser({ name: "Gone Fiche" });
  await makeSession(gone, { loginTime: ago(100), logoutTime: ago(80), endReason: "LOST_CONTACT" });
  const never = await makeUser({ name: "Never Fiche" });
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/users/${gone.id}`);
  await expect(page.getByRole("term").nth(1)).toHaveText("Déconnecté depuis");
  await expect(page.getByRole("definition").nth(1)).toContainText("≈");
  await page.goto(`/admin/users/${never.id}`);
  await expect(page.getByRole("definition")).toHaveText(["Jamais connecté"]);
  await expect(page.getByText("Aucune connexion pour le moment.")).toBeVisible();
});

test("the second page of a user's sessions shows the same user and presence", async ({ signIn }) => {
  const person = await makeUser({ name: "Often Fiche" });
  for (let each = 0; each < 51; each++) {
    await makeSession(person, { loginTime: ago(1000 - each), logoutTime: ago(999 - each) });
  }
  await makeSession(person, { ipAddress: "198.51.100.52" });
  const page = await signIn("Fedanoir");
  await page.goto(`/admin/users/${person.id}`);
  await page.getByRole("link", { name: "Suivante" }).click();
  await expect(page).toHaveURL(`/admin/users/${person.id}?page=2`);
  await expect(page.getByRole("definition").nth(2)).toHaveText("198.51.100.52");
  await expect(page.getByRole("table").getByRole("row")).toHaveCount(3);
});
