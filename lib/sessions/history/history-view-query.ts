import ipaddr from "ipaddr.js";
import { z } from "zod";
import { isDay } from "@/lib/calendar/zone-days";
import { ROLES } from "@/lib/roles";
import { isSearchText } from "@/lib/search-text";
import { isPlace } from "@/lib/sessions/history/history-cursor";
import {
  BROWSERS,
  DEFAULT_HISTORY_VIEW,
  HISTORY_SORTS,
  STATES,
  SYSTEMS,
} from "@/lib/sessions/history/history-view";

const MAX_PAGE_SIZE = 100;

/**
 * Four numbers, or an IPv6 address of no particular network card; what else stands for an address elsewhere is nobody's idea of one, and
 * 010 is ten to some and eight to others.
 */
const PLAIN = /^((0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}|[\da-f:.]*:[\da-f:.]*)(\/\d{1,3})?$/i;
/** Of IPv6 addresses that stand for IPv4 ones, the bits before these. */
const MAPPED_BITS = 96;

/** An address, or a network in CIDR notation, as PostgreSQL takes it. */
const AddressRange = z
  .string()
  .trim()
  .refine((text) => PLAIN.test(text) && (ipaddr.isValid(text) || ipaddr.isValidCIDR(text)))
  .transform((text) => {
    if (ipaddr.isValid(text)) return ipaddr.process(text).toString(); // of IPv4 in IPv6's clothes, the IPv4
    const [address, bits] = ipaddr.parseCIDR(text);
    if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS)
      return `${address.toIPv4Address().toString()}/${bits - MAPPED_BITS}`;
    return `${address.toString()}/${bits}`;
  });

const place = z.string().refine(isPlace).nullable().catch(null);
const day = z.string().refine(isDay).nullable().catch(null);

/** The address of the history, which anybody can write: what makes no sense is as if it were not there. */
export const HistoryViewQuery = z.object({
  q: z.string().trim().refine(isSearchText).catch(DEFAULT_HISTORY_VIEW.q),
  user: z.uuid().toLowerCase().nullable().catch(null),
  role: z.enum(ROLES).nullable().catch(null),
  from: day,
  to: day,
  address: AddressRange.nullable().catch(null),
  browser: z.enum(BROWSERS).nullable().catch(null),
  system: z.enum(SYSTEMS).nullable().catch(null),
  state: z.enum(STATES).nullable().catch(null),
  sort: z.enum(HISTORY_SORTS).catch(DEFAULT_HISTORY_VIEW.sort),
  after: place,
  before: place,
  pageSize: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).catch(DEFAULT_HISTORY_VIEW.pageSize),
});
