import { MAX_PAGE } from "@/lib/page-limits";
import { viewReader, wholeUpTo } from "@/lib/read-view";

const FIRST_PAGE = { page: 1 };

/**
 * Returns the values of a view as parameters of an address. Null and default values are omitted; `true`
 * becomes `1`.
 */
export function toSearchParams(view: object, defaults: object): Record<string, string> {
  const defaultValues = new Map<string, unknown>(Object.entries(defaults));
  const params = Object.entries(view).filter(
    ([key, value]) => value !== null && value !== defaultValues.get(key),
  );
  return Object.fromEntries(params.map(([key, value]) => [key, value === true ? "1" : String(value)]));
}

/** Appends parameters to a path; without any it returns the path as it is. */
export function withQuery(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Returns the address of a page of a list that has no other parameters. */
export function pageHref(path: string, page: number): string {
  return withQuery(path, toSearchParams({ page }, FIRST_PAGE));
}

/** Reads the page number from such an address; an invalid one is page 1. */
export const readPage = viewReader(FIRST_PAGE, { page: wholeUpTo(MAX_PAGE) });
