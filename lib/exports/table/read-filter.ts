import { AppError } from "@/lib/errors";
import type { RawParams } from "@/lib/read-view";

/**
 * Reads the filters of an exported list, and rejects invalid ones. A page ignores an invalid filter in its
 * address; but a misspelt filter must not produce a file of the whole list.
 *
 * @param read - reads the filters as the page does
 * @throws AppError `bad_request` with the name of each filter whose value is invalid (`invalid_value`), or
 *   that the list doesn't have (`unrecognized_keys`)
 */
export function readFilter<Filter extends object>(
  read: (params: RawParams) => Filter,
  given: Record<string, string>,
): Filter {
  const filter = read(given);
  const defaults = new Map<string, unknown>(Object.entries(read({})));
  const invalid = Object.entries(filter).filter(([name, value]) => {
    const text = given[name]?.trim() ?? "";
    return text !== "" && value === defaults.get(name) && text !== String(value);
  });
  const unknown = Object.keys(given).filter((name) => !defaults.has(name));
  const refused = [
    ...invalid.map(([name]) => [name, "invalid_value"]),
    ...unknown.map((name) => [name, "unrecognized_keys"]),
  ];
  if (refused.length > 0) throw new AppError("bad_request", Object.fromEntries(refused));
  return filter;
}
