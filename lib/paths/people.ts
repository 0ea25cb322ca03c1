import { toSearchParams, withQuery } from "@/lib/paths/query-string";
import { DEFAULT_PEOPLE_VIEW, type PeopleView } from "@/lib/users/people-view";

/** The address of a part of the list; what is as usual is left out. */
export function peopleHref(view: PeopleView): string {
  return withQuery("/admin/users", toSearchParams(view, DEFAULT_PEOPLE_VIEW));
}

export function isNarrowed({ q, role, standing, notSeenDays }: PeopleView): boolean {
  return q !== "" || role !== null || standing !== null || notSeenDays !== null;
}
