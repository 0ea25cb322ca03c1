import type { Page } from "@playwright/test";

/**
 * Lets no request to these addresses go on, as on a link that hangs.
 *
 * @returns what lets them all go
 */
export async function delayResponse(page: Page, addresses: RegExp): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(addresses, async (route) => {
    await held;
    await route.fallback();
  });
  return letGo;
}
