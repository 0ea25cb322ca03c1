import { type APIRequestContext, type BrowserContext, test as base, type Page } from "@playwright/test";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

export type Http = APIRequestContext;

interface Fixtures {
  /** Base URL of the product. */
  origin: string;
  /**
   * Opens a blank page in a new browser context and signs the user in by setting the cookie, without the
   * form.
   */
  signIn(username: string, settings?: { javaScriptEnabled?: boolean }): Promise<Page>;
  /** A blank page in a new browser context without a session. */
  anonymous: Page;
  /**
   * Makes an HTTP client without a browser, which follows no redirects. With `cookie` it sends only this
   * cookie; without, it keeps the cookies that it receives.
   */
  http(cookie?: { name: string; value: string }): Promise<Http>;
}

export const test = base.extend<Fixtures>({
  origin: async ({ baseURL }, use) => {
    if (!baseURL) throw new Error("there is no base URL: global-setup.ts must set it");
    await use(baseURL);
  },
  signIn: async ({ browser, origin }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (username, settings = {}) => {
      const { cookie } = await openSessionOf(username);
      const context = await browser.newContext(settings);
      contexts.push(context);
      await context.addCookies([{ ...cookie, url: origin, httpOnly: true, sameSite: "Lax" }]);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  anonymous: async ({ browser }, use) => {
    const context = await browser.newContext();
    await use(await context.newPage());
    await context.close();
  },
  http: async ({ playwright, baseURL }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (cookie) => {
      const extraHTTPHeaders = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : undefined;
      const context = await playwright.request.newContext({ baseURL, maxRedirects: 0, extraHTTPHeaders });
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.dispose()));
  },
});

export { expect } from "@playwright/test";

export function seedPassword(): string {
  const password = process.env.SEED_PASSWORD;
  if (!password) throw new Error("SEED_PASSWORD is not set: global-setup.ts must set it");
  return password;
}

/** Fills in and submits the sign-in form, after opening it unless the page already shows it. */
export async function signInByForm(page: Page, username: string, password = seedPassword()): Promise<void> {
  if (!new URL(page.url(), "http://localhost").pathname.startsWith("/login")) await page.goto("/login");
  await page.getByLabel("Nom d'utilisateur").fill(username);
  await page.getByLabel("Mot de passe", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}
