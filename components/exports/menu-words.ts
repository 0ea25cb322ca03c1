import type { Messages } from "next-intl";

/** What of the words of exports a page needs: the rest is for what is in the files. */
export function menuWords({ export: action, menu, faults }: Messages["exports"]) {
  return { export: action, menu, faults };
}
