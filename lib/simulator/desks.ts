import type { Desk } from "@/lib/simulator/browser";

const WINDOWS_CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** User agents of common browsers. */
export const AGENTS = {
  chrome: WINDOWS_CHROME,
  edge: `${WINDOWS_CHROME} Edg/142.0.0.0`,
  firefox: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
  android:
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
  iphone:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
} as const;

const COMMON = [AGENTS.chrome, AGENTS.edge, AGENTS.chrome, AGENTS.firefox, AGENTS.android] as const;

/** Returns the desk of the n-th user: for the same `n` always the same address and user agent. */
export function deskOf(n: number): Desk {
  return {
    address: `192.168.${1 + Math.floor(n / 200)}.${10 + (n % 200)}`,
    agent: COMMON[n % COMMON.length] ?? AGENTS.chrome,
  };
}
