import type { Page } from "@playwright/test";

/**
 * Holds every request to these addresses, like a link that hangs.
 *
 * @returns a function that releases all of them
 */
export async function delayResponse(page: Page, addresses: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(addresses, async (route) => {
    await released;
    await route.fallback();
  });
  return release;
}
