import { isSearchText } from "@/lib/search-text";

/** The parameters of an address. Anybody can write them, and one that stands there twice is a list. */
export type RawParams = Readonly<Record<string, unknown>>;

/** Reads one parameter; null: it makes no sense. */
type Read<Value> = (text: string) => Value | null;

/** How each part of a view is read. */
export type ViewFields<View> = { [Name in keyof View]: Read<NonNullable<View[Name]>> };

/**
 * Reads from its address what a page shows: what is not there, or makes no sense, is as usual. Pages that
 * change their view without the server read it in the browser too, so no library stands behind it.
 *
 * @param usual - the view of an address that says nothing
 */
export function viewReader<View extends object>(
  usual: View,
  fields: ViewFields<View>,
): (said: RawParams) => View {
  return (said) => {
    const view = { ...usual };
    for (const name in usual) {
      const text = said[name];
      if (typeof text === "string") view[name] = fields[name](text) ?? usual[name];
    }
    return view;
  };
}

export function oneOf<Word extends string>(words: readonly Word[]): Read<Word> {
  return (text) => words.find((word) => word === text) ?? null;
}

/** A whole number from 1 on. */
export function wholeUpTo(most: number): Read<number> {
  return (text) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= most ? number : null;
  };
}

export function searchText(text: string): string | null {
  const q = text.trim();
  return isSearchText(q) ? q : null;
}

/** The text itself, where `holds` says so. */
export function textThat(holds: (text: string) => boolean): Read<string> {
  return (text) => (holds(text) ? text : null);
}

/** The parameters of an address in the browser, as the server is given them. */
export function rawParamsIn(address: URLSearchParams): RawParams {
  const said = [...new Set(address.keys())].map((name) => [name, address.getAll(name)] as const);
  return Object.fromEntries(said.map(([name, texts]) => [name, texts.length > 1 ? texts : texts[0]]));
}
