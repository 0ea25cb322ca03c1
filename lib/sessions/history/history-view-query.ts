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
 * Accepted forms of an address: four decimal numbers, or IPv6 without a zone id, each with an optional prefix
 * length. Other forms that libraries accept (`10`, `0x7f.1`) are refused: users do not expect them to be
 * addresses. Leading zeros are refused, because `010` is ten for some programs and eight for others.
 */
const PLAIN = /^((0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}|[\da-f:.]*:[\da-f:.]*)(\/\d{1,3})?$/i;
/** Bits before the IPv4 address in an IPv6 address that maps one. */
const MAPPED_BITS = 96;

/**
 * Reads an address, or a network in CIDR notation.
 *
 * @returns the text in the form that PostgreSQL accepts; null when it is neither
 */
function readAddressRange(input: string): string | null {
  const text = input.trim();
  if (!PLAIN.test(text)) return null;
  if (ipaddr.isValid(text)) return ipaddr.process(text).toString(); // IPv4-mapped IPv6 becomes IPv4
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

/** Reads the view from the address of the page. A value that makes no sense counts as absent. */
export const readHistoryView = viewReader(DEFAULT_HISTORY_VIEW, {
  ...FILTER,
  sort: oneOf(HISTORY_SORTS),
  after: textThat(isCursor),
  before: textThat(isCursor),
  pageSize: wholeUpTo(MAX_PAGE_SIZE),
});

const { q, user, role, from, to, address, browser, system, state } = DEFAULT_HISTORY_VIEW;
/** Reads only the filters, which also apply to exported files. */
export const readHistoryFilter = viewReader(
  { q, user, role, from, to, address, browser, system, state },
  FILTER,
);
