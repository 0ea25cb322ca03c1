import { MAX_PAGE } from "@/lib/page-limits";
import { viewReader, wholeUpTo } from "@/lib/read-view";

const FIRST_PAGE = { page: 1 };

/** What a view says that is not as usual, in the words of an address; `true` is said as 1. */
export function toSearchParams(view: object, usual: object): Record<string, string> {
  const asUsual = new Map<string, unknown>(Object.entries(usual));
  const said = Object.entries(view).filter(([key, value]) => value !== null && value !== asUsual.get(key));
  return Object.fromEntries(said.map(([key, value]) => [key, value === true ? "1" : String(value)]));
}

export function withQuery(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** A page of a list that has nothing else in its address. */
export function pageHref(path: string, page: number): string {
  return withQuery(path, toSearchParams({ page }, FIRST_PAGE));
}

/** Reads it back. */
export const readPage = viewReader(FIRST_PAGE, { page: wholeUpTo(MAX_PAGE) });
