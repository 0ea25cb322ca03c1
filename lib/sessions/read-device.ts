import Bowser from "bowser";

export interface Device {
  browser: string | null;
  system: string | null;
}

/** An office has few agents, and a long list asks for each of them many times. */
const MAX_KNOWN = 500;
const known = new Map<string, Device>();

/** What a cleaned `User-Agent` calls itself. A browser may claim to be anything, so nothing depends on it. */
export function readDevice(userAgent: string | null): Device | null {
  if (!userAgent) return null;
  const found = known.get(userAgent);
  if (found) return found;
  const { browser, os } = Bowser.parse(userAgent);
  const device = { browser: browser.name || null, system: os.name || null };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(userAgent, device);
  return device;
}
