import type { Locator, Page } from "@playwright/test";
import { Dashboard } from "@/lib/reports/dashboard/dashboard";

/** Returns the figure with this label. Its text is the number, then the label. */
export function figureOf(page: Page, label: RegExp): Locator {
  const figures = page.getByRole("region", { name: "Chiffres du moment" });
  return figures.locator(".dashboard-figure").filter({ hasText: label });
}

/** Requests new figures with the button "Actualiser". @returns the figures of the answer */
export async function refresh(page: Page): Promise<Dashboard> {
  const [answer] = await Promise.all([
    page.waitForResponse("**/api/admin/dashboard"),
    page.getByRole("button", { name: "Actualiser" }).click(),
  ]);
  return Dashboard.parse(await answer.json());
}
