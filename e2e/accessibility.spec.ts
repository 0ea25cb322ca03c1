import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { expect, test } from "./fixtures";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("signing in, and what can go wrong there", async ({ anonymous }) => {
      for (const query of [
        "",
        "?error=CredentialsSignin",
        "?error=Busy",
        "?error=Unavailable",
        "?error=nonsense",
      ]) {
        await check(anonymous, `/login${query}`);
      }
    });

    test("the connected users, and one person's sessions", async ({ signIn }) => {
      const person = await makeUser({ name: "AAA Accessible" });
      await makeSession(person);
      const ago = (ms: number) => new Date(Date.now() - ms);
      await makeSession(person, {
        loginTime: ago(9_000_000),
        logoutTime: ago(60_000),
        endReason: "LOST_CONTACT",
      });
      const page = await signIn("Fedanoir");
      await check(page, "/admin/active-users");
      await check(page, `/admin/users/${person.id}`);
    });

    test("my own sessions", async ({ signIn }) => {
      await check(await signIn("Hantz123"), "/me");
    });

    test("refusals", async ({ signIn }) => {
      const page = await signIn("Hantz123");
      await check(page, "/admin/active-users"); // 403
      await check(page, "/nowhere"); // 404
    });
  });
}

async function check(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).analyze();
  const words = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(words, path).toEqual([]);
}
