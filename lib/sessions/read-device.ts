import Bowser from "bowser";

export interface Device {
  browser: string | null;
  system: string | null;
}

/** What a cleaned `User-Agent` calls itself. A browser may claim to be anything, so nothing depends on it. */
export function readDevice(userAgent: string | null): Device | null {
  if (!userAgent) return null;
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: browser.name || null, system: os.name || null };
}
