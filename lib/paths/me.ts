import { toSearchParams, withQuery } from "@/lib/paths/query-string";

/**
 * Returns the address of `/me` at a day of the timeline. It keeps the page of the list of sessions below it.
 */
export function ownDayHref(page: number, day: string | null): string {
  return `${withQuery("/me", toSearchParams({ page, day }, { page: 1 }))}#day`;
}
