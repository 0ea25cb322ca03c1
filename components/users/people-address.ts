import { DEFAULT_PEOPLE_VIEW, type PeopleView } from "@/lib/users/people-view";

/** The address of a part of the list; what is as usual is left out. */
export function peopleHref(view: PeopleView): string {
  const said = Object.entries(view).filter(
    ([key, value]) =>
      value !== null && value !== Object.entries(DEFAULT_PEOPLE_VIEW).find(([name]) => name === key)?.[1],
  );
  const query = new URLSearchParams(said.map(([key, value]) => [key, String(value)]));
  return said.length > 0 ? `/admin/users?${query}` : "/admin/users";
}

export function isNarrowed({ q, role, standing, notSeenDays }: PeopleView): boolean {
  return q !== "" || role !== null || standing !== null || notSeenDays !== null;
}
