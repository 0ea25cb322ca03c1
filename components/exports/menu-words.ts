import type { Messages } from "next-intl";

/** Returns the export messages that a page needs. The others are texts inside the exported files. */
export function menuWords({ export: action, menu, faults }: Messages["exports"]) {
  return { export: action, menu, faults };
}
