import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Opens a page and expects that axe reports no violation there. */
export async function checkAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await check(page, path);
}

/**
 * Expects that axe reports no violation on a page in its current state.
 *
 * @param what - names the state in the message of a failure
 */
export async function check(page: Page, what: string): Promise<void> {
  // The default mode opens an extra page on each call to support frames of other sites. The product has no
  // frames.
  const { violations } = await new AxeBuilder({ page }).withTags(STANDARDS).setLegacyMode().analyze();
  const texts = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(texts, what).toEqual([]);
}
