import type { Page } from "@playwright/test";
import { check, checkAt } from "@/e2e/support/axe";
import { endEverySession } from "@/e2e/support/backdate-session";
import { expect, test } from "@/e2e/support/fixtures";
import en from "@/lib/i18n/messages/en.json" with { type: "json" };
import fr from "@/lib/i18n/messages/fr.json" with { type: "json" };
import ht from "@/lib/i18n/messages/ht.json" with { type: "json" };
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endInDatabase, openSessionOf } from "@/lib/testing/records/open-session-of";

test.describe.configure({ timeout: 90_000 }); // axe looks at every element, which takes long where much else is done

/** What other tests left open would be looked at, row by row, on every page. */
test.beforeEach(endEverySession);

const HOUR_MS = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms);

/** Both themes, every language; what differs from another look by its words alone is looked at once in each theme, and in English not at all. */
const FAULTS = ["?error=CredentialsSignin", "?error=Unavailable", "?error=x", "?error=Stale"];
const VIEWS = [
  "openPage=9000&q=aaa&role=SECRETAIRE&sort=-lastLogin&pageSize=1",
  "openPage=9000&q=nobody-at-all",
  "openPage=9000&page=9000",
];
const LOOKS = [
  { language: "fr", theme: "light", words: fr, faults: ["?error=Busy", ...FAULTS] },
  { language: "ht", theme: "dark", words: ht, faults: ["?error=Busy"] },
  { language: "en", theme: "light", words: en, faults: [] },
] as const;

for (const { language, theme, words, faults } of LOOKS) {
  test.describe(`${language}, ${theme}`, () => {
    const dress = async (page: Page, origin: string) => {
      await page.context().addCookies([
        { name: "konekte.language", value: language, url: origin },
        { name: "konekte.theme", value: theme, url: origin },
      ]);
      return page;
    };

    test("the sign-in page", async ({ anonymous, origin }) => {
      const page = await dress(anonymous, origin);
      for (const query of ["", ...faults]) {
        await checkAt(page, `/login${query}`);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      }
    });

    test("why a session has ended", async ({ anonymous, origin }) => {
      const { username } = await makeUser();
      const { cookie, sessionId } = await openSessionOf(username);
      const page = await dress(anonymous, origin);
      await page.context().addCookies([{ ...cookie, url: origin }]);
      await endInDatabase(sessionId);
      await checkAt(page, "/me");
      await expect(page).toHaveURL(/\/login/);
    });

    test("the connected users", async ({ signIn, origin }) => {
      await makePersonWithPast();
      const page = await dress(await signIn("Fedanoir"), origin);
      for (const query of ["pageSize=5", ...(language === "en" ? [] : VIEWS)])
        await checkAt(page, `/admin/active-users?${query}`);
    });

    test("one person's sessions", async ({ signIn, origin }) => {
      const person = await makePersonWithPast();
      await checkAt(await dress(await signIn("Fedanoir"), origin), `/admin/users/${person.id}`);
    });

    test("the history, and a session beside it", async ({ signIn, origin }) => {
      const person = await makePersonWithPast();
      const page = await dress(await signIn("Fedanoir"), origin);
      await checkAt(page, `/admin/sessions?user=${person.id}&address=nonsense`);
      await page.locator("tbody").getByRole("link").nth(1).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await check(page, "a session beside the history");
    });

    test("the dashboard", async ({ signIn, origin }) => {
      await makePersonWithPast();
      await checkAt(await dress(await signIn("Fedanoir"), origin), "/admin");
    });

    if (language === "en") return;
    test("connection time", async ({ signIn, origin }) => {
      await makePersonWithPast();
      const page = await dress(await signIn("Fedanoir"), origin);
      await checkAt(page, "/admin/reports/connection-time?from=2025-01-01");
    });

    test("the timeline, and its table", async ({ signIn, origin }) => {
      await makePersonWithPast();
      const page = await dress(await signIn("Fedanoir"), origin);
      for (const query of ["", "?view=table"]) await checkAt(page, `/admin/reports/timeline${query}`);
    });

    test("what can't be refreshed", async ({ signIn, origin }) => {
      const page = await dress(await signIn("Fedanoir"), origin);
      await page.route("**/api/admin/**", (route) => route.abort());
      for (const path of ["/admin/active-users?openPage=9000&pageSize=5", "/admin"]) {
        await page.goto(path);
        await page.getByRole("button", { name: words.freshness.refresh }).click();
        await expect(page.getByRole("button", { name: words.freshness.failure.retry })).toBeVisible();
        await check(page, path);
      }
    });

    // My own sessions, no page of them, 403 twice, 404, 503.
    test("what somebody sees who is no administrator", async ({ signIn, origin }) => {
      const page = await dress(await signIn("Hantz123"), origin);
      for (const path of [
        "/me",
        "/me?page=9000",
        "/admin",
        "/admin/active-users",
        "/nowhere",
        "/unavailable?from=/me",
      ])
        await checkAt(page, path);
    });
  });
}

async function makePersonWithPast() {
  const person = await makeUser({ name: "AAA Accessible" });
  await makeSession(person, { ipAddress: "2001:db8:1111:2222:3333:4444:5555:6666" });
  await makeSession(person, {
    loginTime: ago(4 * HOUR_MS),
    logoutTime: ago(HOUR_MS),
    endReason: "LOST_CONTACT",
  });
  await makeSession(person, {
    loginTime: ago(9 * HOUR_MS),
    logoutTime: ago(8 * HOUR_MS),
    ipAddress: null,
    userAgent: null,
  });
  return person;
}
