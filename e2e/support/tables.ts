import { expect, type Locator, type Page } from "@playwright/test";

/** The table under a title. */
export function table(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title }).getByRole("table");
}

export function usersTable(page: Page): Locator {
  return table(page, "Tous les utilisateurs");
}

export function rowOf(within: Locator, name: string): Locator {
  return within.getByRole("row", { name: new RegExp(name) });
}

/** Who is shown, from the first row to the last. */
export async function namesShown(page: Page): Promise<string[]> {
  const titles = await usersTable(page)
    .getByRole("rowheader")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("title") ?? ""));
  return titles.map((title) => title.split(" — ")[0] ?? "");
}

/** The page of connected users once its script runs: the duration of the newest session, one's own, ticks. */
export async function openActiveUsers(page: Page, query = ""): Promise<void> {
  await page.goto(`/admin/active-users${query}`);
  const own = table(page, "Actuellement connectés").getByRole("row").nth(1);
  const drawn = await own.textContent();
  await expect.poll(() => own.textContent()).not.toBe(drawn);
}

/** Addresses of documents that a page asks for from now on: none, where a script shows things in place. */
export function documentsAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => request.isNavigationRequest() && asked.push(request.url()));
  return asked;
}

/** Addresses of the page's JSON that it asks for from now on. */
export function answersAsked(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === "/api/admin/active-users") asked.push(search);
  });
  return asked;
}

/** How long the session in this row has lasted, in seconds. */
export async function secondsIn(page: Page, name: string): Promise<number> {
  const text = await rowOf(table(page, "Actuellement connectés"), name).textContent();
  const [, minutes, seconds] = /(\d+)m (\d+)s/.exec(text ?? "") ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
