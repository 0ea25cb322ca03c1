import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures";

/** The rows of one user at /admin/active-users, as an administrator sees them. */
export interface ObservedRow {
  /** The row in the table of all users. */
  row: Locator;
  /** The rows in the table of open sessions. */
  open: Locator;
  /** Refreshes the page until `row` contains each of these words. */
  expectRow(...words: string[]): Promise<void>;
}

/** Opens the user's page and returns the row of the latest session. */
export async function latestSession(admin: Page, userId: string): Promise<Locator> {
  await admin.goto(`/admin/users/${userId}`);
  return admin.getByRole("table").getByRole("row").nth(1);
}

/**
 * Opens /admin/active-users with a search for one user, so that other users do not push the row off the page.
 */
export async function observeRow(admin: Page, name: string): Promise<ObservedRow> {
  await admin.goto(`/admin/active-users?q=${encodeURIComponent(name)}`);
  const rowsIn = (title: string) =>
    admin.getByRole("region", { name: title }).getByRole("row").filter({ hasText: name });
  const row = rowsIn("Tous les utilisateurs");
  return {
    row,
    open: rowsIn("Actuellement connectés"),
    async expectRow(...words) {
      await expect(async () => {
        await admin.getByRole("button", { name: "Actualiser" }).click();
        for (const word of words) await expect(row).toContainText(word, { timeout: 1_000 });
      }).toPass({ timeout: 15_000 });
    },
  };
}
