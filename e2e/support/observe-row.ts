import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures";

/** What an administrator reads of one person at /admin/active-users. */
export interface ObservedRow {
  /** Of the table of all users. */
  row: Locator;
  /** Rows of the table of open sessions. */
  open: Locator;
  /** Asks for the figures again until the person's row says this. */
  expectRow(...words: string[]): Promise<void>;
}

/** The latest of a person's sessions, as an administrator reads it at their page. */
export async function latestSession(admin: Page, userId: string): Promise<Locator> {
  await admin.goto(`/admin/users/${userId}`);
  return admin.getByRole("table").getByRole("row").nth(1);
}

/** An administrator looks for one person, whom nobody's session pushes off a page. */
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
