import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/fixtures";
import { documentsAsked, namesShown, openActiveUsers, usersTable } from "@/e2e/support/tables";
import { prisma } from "@/lib/db/client";

const USERS = 60;

/** Inserts 60 users. @returns the unique word of their names; a number from 01 to 60 follows it */
async function makeMany(): Promise<string> {
  const word = `Longue${crypto.randomUUID().slice(0, 8)}`;
  await prisma.$executeRaw`
    INSERT INTO app_user (id, username, username_key, name, role, password_hash)
    SELECT gen_random_uuid(), lower(${word}) || n, lower(${word}) || n, ${word} || ' ' || lpad(n::text, 2, '0'), 'ARCHIVES', 'none'
    FROM generate_series(1, ${USERS}::int) AS n`;
  return word;
}

const users = (page: Page) => page.getByRole("region", { name: "Tous les utilisateurs" });
const numbered = (word: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${word} ${String(from + index).padStart(2, "0")}`);

test("each page of the table has its own address with its number and size", async ({ signIn }) => {
  const word = await makeMany();
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, `?q=${word}`);
  const documents = documentsAsked(page);
  await expect(users(page)).toContainText(`1–25 sur ${USERS}`);
  await users(page).getByRole("link", { name: "Page 2" }).click();
  await expect.poll(() => namesShown(page)).toEqual(numbered(word, 26, 50));
  await expect(page).toHaveURL(`/admin/active-users?q=${word}&page=2`);
  // The clicked link is below the table.
  await expect(usersTable(page).getByRole("row").nth(1)).toBeInViewport();
  await users(page).getByRole("link", { name: "Suivante" }).click();
  await expect.poll(() => namesShown(page)).toEqual(numbered(word, 51, 60));
  await users(page).getByLabel("Lignes par page").selectOption("50");
  // The same users, on a longer page.
  await expect.poll(() => namesShown(page)).toEqual(numbered(word, 51, 60));
  await expect(page).toHaveURL(`/admin/active-users?q=${word}&page=2&pageSize=50`);
  await users(page).getByLabel("Lignes par page").selectOption("100");
  await expect.poll(() => namesShown(page)).toEqual(numbered(word, 1, 60));
  await users(page).getByLabel("Lignes par page").selectOption("25");
  await expect(page).toHaveURL(`/admin/active-users?q=${word}`); // default values are left out
  await page.goBack();
  await expect.poll(async () => (await namesShown(page)).length).toBe(60);
  expect(documents).toEqual([]);
});

test("clearing removes the search and the filters, but keeps the order", async ({ signIn }) => {
  const word = await makeMany();
  const page = await signIn("Fedanoir");
  await openActiveUsers(page, `?q=${word}&role=ARCHIVES&status=never&sort=-name`);
  await expect(users(page)).toContainText(new RegExp(`${USERS} sur \\d+`));
  await users(page).getByRole("link", { name: "Tout effacer" }).click();
  await expect(page).toHaveURL("/admin/active-users?sort=-name");
  await expect(page.getByRole("searchbox")).toHaveValue("");
  await expect(page.getByLabel("Rôle")).toHaveValue("");
  await expect(users(page).getByRole("link", { name: "Tout effacer" })).toHaveCount(0);
  // The focused link has disappeared.
  await expect(page.getByRole("heading", { name: "Tous les utilisateurs" })).toBeFocused();
});

test("when no user matches, the table shows the criteria and a link that clears them", async ({ signIn }) => {
  const page = await signIn("Fedanoir");
  const word = `Personne${crypto.randomUUID().slice(0, 8)}`;
  await openActiveUsers(page);
  await page.getByRole("searchbox").fill(word);
  await page.getByLabel("État").selectOption("away");
  await expect(users(page)).toContainText("Aucun utilisateur ne correspond.");
  await expect(users(page)).toContainText(`Recherché : « ${word} » · état Absent.`);
  await expect(users(page)).toContainText(/0 sur \d+/);
  await users(page)
    .getByText(/Recherché/)
    .locator("..")
    .getByRole("link", { name: "Tout effacer" })
    .click();
  await expect(usersTable(page)).toBeVisible();
  await expect(page).toHaveURL("/admin/active-users");
});
