import { expect, test } from "@/e2e/support/fixtures";
import { rowOf, usersTable } from "@/e2e/support/tables";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

const A4_PX = 703; // the width of A4 between its margins

test.use({ colorScheme: "dark" });

test("on paper, tables are whole with their heads, colours are light and controls are hidden", async ({
  signIn,
}) => {
  const name = `AAA Une personne au nom assez long ${crypto.randomUUID()}`;
  const person = await makeUser({ name, role: "SECRETAIRE" });
  await makeSession(person);
  const page = await signIn("Fedanoir");
  await page.setViewportSize({ width: A4_PX, height: 1000 }); // on a screen of this width, users are cards
  await page.goto("/admin/active-users?role=SECRETAIRE");
  await expect(page.locator("html")).not.toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  await page.emulateMedia({ media: "print" });

  await expect(page.locator("html")).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
  await expect(page.getByRole("heading", { level: 1 })).toHaveCSS("color", "rgb(26, 26, 24)");
  const heads = usersTable(page).locator("thead");
  await expect(heads).toHaveCSS("display", "table-header-group");
  await expect(heads.getByText("Dernière connexion")).toBeVisible();
  await expect(rowOf(usersTable(page), name)).toHaveCSS("display", "table-row");
  await expect(page.getByText("rôle Secrétaire")).toBeVisible();
  for (const control of ["button:not(td button)", "input", "select", "nav"]) {
    await expect(page.locator(`${control}:visible`), control).toHaveCount(0);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(A4_PX);
  const { scrolled, shown } = await rowOf(usersTable(page), name)
    .getByRole("link")
    .evaluate((link) => ({ scrolled: link.scrollWidth, shown: link.clientWidth }));
  expect(scrolled).toBeLessThanOrEqual(shown); // the name is not truncated
});
