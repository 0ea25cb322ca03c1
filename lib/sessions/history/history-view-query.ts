import ipaddr from "ipaddr.js";
import { isDay } from "@/lib/calendar/zone-days";
import { MAX_PAGE_SIZE } from "@/lib/page-limits";
import { oneOf, searchText, textThat, viewReader, wholeUpTo } from "@/lib/read-view";
import { ROLES } from "@/lib/roles";
import { isCursor } from "@/lib/sessions/history/history-cursor";
import {
  BROWSERS,
  DEFAULT_HISTORY_VIEW,
  HISTORY_SORTS,
  STATES,
  SYSTEMS,
} from "@/lib/sessions/history/history-view";
import { readId } from "@/lib/unique-ids";

/**
 * Four numbers, or an IPv6 address of no particular network card; what else stands for an address elsewhere is nobody's idea of one, and
 * 010 is ten to some and eight to others.
 */
const PLAIN = /^((0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}|[\da-f:.]*:[\da-f:.]*)(\/\d{1,3})?$/i;
/** Of IPv6 addresses that stand for IPv4 ones, the bits before these. */
const MAPPED_BITS = 96;

/** An address, or a network in CIDR notation, as PostgreSQL takes it. */
function readAddressRange(typed: string): string | null {
  const text = typed.trim();
  if (!PLAIN.test(text)) return null;
  if (ipaddr.isValid(text)) return ipaddr.process(text).toString(); // of IPv4 in IPv6's clothes, the IPv4
  if (!ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS)
    return `${address.toIPv4Address().toString()}/${bits - MAPPED_BITS}`;
  return `${address.toString()}/${bits}`;
}

const FILTER = {
  q: searchText,
  user: readId,
  role: oneOf(ROLES),
  from: textThat(isDay),
  to: textThat(isDay),
  address: readAddressRange,
  browser: oneOf(BROWSERS),
  system: oneOf(SYSTEMS),
  state: oneOf(STATES),
};

/** The page's address. */
export const readHistoryView = viewReader(DEFAULT_HISTORY_VIEW, {
  ...FILTER,
  sort: oneOf(HISTORY_SORTS),
  after: textThat(isCursor),
  before: textThat(isCursor),
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
});

const { q, user, role, from, to, address, browser, system, state } = DEFAULT_HISTORY_VIEW;
/** The part of it that a file can be narrowed to. */
export const readHistoryFilter = viewReader(
  { q, user, role, from, to, address, browser, system, state },
  FILTER,
);
