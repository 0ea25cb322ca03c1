import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Goes to a page and expects that axe finds nothing there. */
export async function checkAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await check(page, path);
}

/** Expects that axe finds nothing on a page as it stands. */
export async function check(page: Page, what: string): Promise<void> {
  // The other mode opens a page for each look, for the sake of frames of other sites: nothing here has frames.
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).setLegacyMode().analyze();
  const words = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(words, what).toEqual([]);
}
