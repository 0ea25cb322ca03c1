import { AppError } from "@/lib/errors";

/**
 * The address of a page is read leniently: what makes no sense there is as if it were not. A file of everything must not come of a
 * filter that was misspelt, so here it is refused.
 *
 * @param understood - what a lenient reading made of `given`
 * @param usual - what it makes of nothing
 * @throws AppError `bad_request` naming each filter that was given and not understood, or is none
 */
export function requireUnderstood<Filter extends object>(
  given: Record<string, string>,
  understood: Filter,
  usual: Filter,
): void {
  const usualOf = new Map<string, unknown>(Object.entries(usual));
  const wrong = Object.entries(understood).filter(([name, value]) => {
    const text = given[name]?.trim() ?? "";
    return text !== "" && value === usualOf.get(name) && text !== String(value);
  });
  const unknown = Object.keys(given).filter((name) => !usualOf.has(name));
  const refused = [
    ...wrong.map(([name]) => [name, "invalid_value"]),
    ...unknown.map((name) => [name, "unrecognized_keys"]),
  ];
  if (refused.length > 0) throw new AppError("bad_request", Object.fromEntries(refused));
}

/** What a list was narrowed to, as the record keeps it. */
export function saidOf<Filter extends object>(filter: Filter): Record<string, string> {
  const said = Object.entries(filter).filter(([, value]) => value !== null && value !== "");
  return Object.fromEntries(said.map(([name, value]) => [name, String(value)]));
}
