import type { Page } from "@playwright/test";
import { delayResponse } from "@/e2e/support/delay-response";
import { expect, test } from "@/e2e/support/fixtures";
import { makeUsers } from "@/e2e/support/make-users";
import { answersAsked, namesShown, table, usersTable } from "@/e2e/support/tables";

const users = (page: Page) => page.getByRole("region", { name: "Tous les utilisateurs" });

/** Waits until the table shows these names, because each click loads a document that arrives in parts. */
async function expectNames(page: Page, names: string[]): Promise<void> {
  const shown = async () => expect(await namesShown(page)).toEqual(names);
  await expect(shown).toPass({ timeout: 15_000 });
}

test("without JavaScript a button submits the form, and column heads and pages are links", async ({
  signIn,
}) => {
  const { word, called } = await makeUsers();
  const page = await signIn("Fedanoir", { javaScriptEnabled: false });
  await page.goto("/admin/active-users");
  await expect(table(page, "Actuellement connectés").getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("region", { name: "Récemment déconnectés" })).toBeVisible();
  await expect(page.getByRole("checkbox").or(page.getByRole("button", { name: /^Forcer/ }))).toHaveCount(0);

  await page.getByRole("searchbox").fill(word);
  await page.getByLabel("Rôle").selectOption("ARCHIVES");
  await users(page).getByRole("button", { name: "Appliquer" }).click();
  await expectNames(page, called("Ana", "Élan"));
  await usersTable(page).getByRole("link", { name: "Utilisateur" }).click();
  await expectNames(page, called("Élan", "Ana"));
  await page.getByLabel("Rôle").selectOption("");
  await users(page).getByRole("button", { name: "Appliquer" }).click();
  // The order is kept.
  await expect(usersTable(page).getByRole("row").nth(1)).toContainText(called("Zoé")[0] ?? "");
  await users(page).getByRole("link", { name: "Tout effacer" }).click();
  await expect(page).toHaveURL("/admin/active-users?sort=-name");

  await page.goto(`/admin/active-users?q=${word}&pageSize=2`);
  await users(page).getByRole("link", { name: "Suivante" }).click();
  await expectNames(page, called("Ève", "Yves"));
});

test("with JavaScript the form has no button", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  await page.goto("/admin/active-users");
  await expect(users(page).getByRole("button", { name: "Appliquer" })).toHaveCount(0);
});

/* On a slow link the fields appear long before the script has loaded. */
test("a search and a filter from before the script has loaded apply once it has", async ({ signIn }) => {
  const { word, called } = await makeUsers();
  const page = await signIn("Fedanoir");
  const release = await delayResponse(page, /\/_next\/static\/.*\.js/);
  const asked = answersAsked(page);
  await page.goto("/admin/active-users", { waitUntil: "commit" });
  await page.getByRole("searchbox").fill(word);
  await page.getByLabel("Rôle").selectOption("ARCHIVES");
  release();
  await expect.poll(() => namesShown(page)).toEqual(called("Ana", "Élan"));
  await expect(page).toHaveURL(`/admin/active-users?q=${word}&role=ARCHIVES`);
  expect(asked).toHaveLength(1);
});
