import { isSearchText } from "@/lib/search-text";

/** Parameters of an address. Anybody can write them; a parameter that occurs twice is a list. */
export type RawParams = Readonly<Record<string, unknown>>;

/** Reads one parameter; returns null when it is invalid. */
type Read<Value> = (text: string) => Value | null;

/** The reader of each field of a view. */
export type ViewFields<View> = { [Name in keyof View]: Read<NonNullable<View[Name]>> };

/**
 * Returns a function that reads the view of a page from the parameters of its address. A missing or invalid
 * parameter gets its usual value. Pages that change their view without the server call it in the browser
 * too, so it depends on no library.
 *
 * @param usual - the view of an address without parameters
 */
export function viewReader<View extends object>(
  usual: View,
  fields: ViewFields<View>,
): (params: RawParams) => View {
  return (params) => {
    const view = { ...usual };
    for (const name in usual) {
      const text = params[name];
      if (typeof text === "string") view[name] = fields[name](text) ?? usual[name];
    }
    return view;
  };
}

/** Reads one of the given words. */
export function oneOf<Word extends string>(words: readonly Word[]): Read<Word> {
  return (text) => words.find((word) => word === text) ?? null;
}

/** Reads a whole number from 1 to `most`. */
export function wholeUpTo(most: number): Read<number> {
  return (text) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= most ? number : null;
  };
}

/**
 * Reads a search text without surrounding spaces.
 *
 * @returns null when a list can't be searched for it
 */
export function searchText(text: string): string | null {
  const q = text.trim();
  return isSearchText(q) ? q : null;
}

/** Reads a text for which `holds` returns true. */
export function textThat(holds: (text: string) => boolean): Read<string> {
  return (text) => (holds(text) ? text : null);
}

/** Converts the parameters of an address in the browser to the form that Next gives a page on the server. */
export function rawParamsIn(address: URLSearchParams): RawParams {
  const params = [...new Set(address.keys())].map((name) => [name, address.getAll(name)] as const);
  return Object.fromEntries(params.map(([name, texts]) => [name, texts.length > 1 ? texts : texts[0]]));
}
