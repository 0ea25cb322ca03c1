import { toSearchParams, withQuery } from "@/lib/paths/query-string";

/** One's own page at a day of the timeline; the page of the sessions below it stays. */
export function ownDayHref(page: number, day: string | null): string {
  return `${withQuery("/me", toSearchParams({ page, day }, { page: 1 }))}#day`;
}
