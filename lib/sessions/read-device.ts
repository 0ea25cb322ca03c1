import Bowser from "bowser";

export interface Device {
  browser: string | null;
  system: string | null;
}

/** Size of the cache. An office has few distinct agents, and a long list reads each of them many times. */
const MAX_CACHED = 500;
const cache = new Map<string, Device>();

/**
 * Reads the browser and the system from a cleaned `User-Agent`. A browser can send any text, so the result is
 * only shown: no rule may depend on it.
 *
 * @returns null without an agent; null for each name that is not recognised
 */
export function readDevice(userAgent: string | null): Device | null {
  if (!userAgent) return null;
  const found = cache.get(userAgent);
  if (found) return found;
  const { browser, os } = Bowser.parse(userAgent);
  const device = { browser: browser.name || null, system: os.name || null };
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(userAgent, device);
  return device;
}
