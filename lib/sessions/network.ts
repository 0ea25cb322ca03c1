import ipaddr from "ipaddr.js";
import type { SessionRow } from "@/lib/sessions/session-row";

const LOCAL = new Set(["private", "uniqueLocal", "linkLocal"]);

/** Words for an address that is nobody's on the internet; null for one that is, and for none. */
export function networkOf(address: string | null): SessionRow["network"] {
  if (address === null || !ipaddr.isValid(address)) return null;
  const range = ipaddr.process(address).range();
  if (range === "loopback") return "this_machine";
  return LOCAL.has(range) ? "local" : null;
}
