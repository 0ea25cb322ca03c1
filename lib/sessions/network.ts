import ipaddr from "ipaddr.js";
import type { SessionRow } from "@/lib/sessions/session-row";

const LOCAL = new Set(["private", "uniqueLocal", "linkLocal"]);

/**
 * Classifies an address that is not public.
 *
 * @returns `this_machine` for loopback, `local` for a private or link-local network; null for any other
 *   address, for text that is no address, and for null
 */
export function networkOf(address: string | null): SessionRow["network"] {
  if (address === null || !ipaddr.isValid(address)) return null;
  const range = ipaddr.process(address).range();
  if (range === "loopback") return "this_machine";
  return LOCAL.has(range) ? "local" : null;
}
