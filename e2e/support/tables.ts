import { expect, type Locator, type Page } from "@playwright/test";

/** Returns the table under a title. */
export function table(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title }).getByRole("table");
}

export function usersTable(page: Page): Locator {
  return table(page, "Tous les utilisateurs");
}

export function rowOf(within: Locator, name: string): Locator {
  return within.getByRole("row", { name: new RegExp(name) });
}

/** Returns the names in the table of all users, from the first row to the last. */
export async function namesShown(page: Page): Promise<string[]> {
  const titles = await usersTable(page)
    .getByRole("rowheader")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("title") ?? ""));
  return titles.map((title) => title.split(" — ")[0] ?? "");
}

/**
 * Opens /admin/active-users and waits until its script runs: the duration in the first row, which is the
 * administrator's own session, must change.
 */
export async function openActiveUsers(page: Page, query = ""): Promise<void> {
  await page.goto(`/admin/active-users${query}`);
  const own = table(page, "Actuellement connectés").getByRole("row").nth(1);
  const drawn = await own.textContent();
  await expect.poll(() => own.textContent()).not.toBe(drawn);
}

/**
 * Collects the addresses of documents that a page requests from now on. Updates in place by a script add
 * none.
 */
export function documentsAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && asked.push(request.url()));
  return asked;
}

/** Collects the query strings of the JSON that /admin/active-users requests from now on. */
export function answersAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === "/api/admin/active-users") asked.push(search);
  });
  return asked;
}

/**
 * Returns the duration of the user's open session as the row shows it, in seconds; it must be below an hour.
 */
export async function secondsIn(page: Page, name: string): Promise<number> {
  const text = await rowOf(table(page, "Actuellement connectés"), name).textContent();
  const [, minutes, seconds] = /(\d+)m (\d+)s/.exec(text ?? "") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
