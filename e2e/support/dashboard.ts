import type { Locator, Page } from "@playwright/test";
import { Dashboard } from "@/lib/reports/dashboard/dashboard";

/** A figure as it is read: its number, then its words. */
export function figureOf(page: Page, words: RegExp): Locator {
  const figures = page.getByRole("region", { name: "Chiffres du moment" });
  return figures.locator(".dashboard-figure").filter({ hasText: words });
}

/** Asks for newer figures, and returns those that the page then shows. */
export async function refresh(page: Page): Promise<Dashboard> {
  const [answer] = await Promise.all([
    page.waitForResponse("**/api/admin/dashboard"),
    page.getByRole("button", { name: "Actualiser" }).click(),
  ]);
  return Dashboard.parse(await answer.json());
}
