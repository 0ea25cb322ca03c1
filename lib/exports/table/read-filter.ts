import { AppError } from "@/lib/errors";
import type { RawParams } from "@/lib/read-view";

/**
 * What a list is narrowed to. The address of a page is read leniently: what makes no sense there is as if it were not. A file of
 * everything must not come of a filter that was misspelt, so here it is refused.
 *
 * @param read - as the page does
 * @throws AppError `bad_request` naming each filter that was given and not understood, or is none
 */
export function readFilter<Filter extends object>(
  read: (said: RawParams) => Filter,
  given: Record<string, string>,
): Filter {
  const filter = read(given);
  const usual = new Map<string, unknown>(Object.entries(read({})));
  const wrong = Object.entries(filter).filter(([name, value]) => {
    const text = given[name]?.trim() ?? "";
    return text !== "" && value === usual.get(name) && text !== String(value);
  });
  const unknown = Object.keys(given).filter((name) => !usual.has(name));
  const refused = [
    ...wrong.map(([name]) => [name, "invalid_value"]),
    ...unknown.map((name) => [name, "unrecognized_keys"]),
  ];
  if (refused.length > 0) throw new AppError("bad_request", Object.fromEntries(refused));
  return filter;
}
