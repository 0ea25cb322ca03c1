const COMMENTS = /\/\*[\s\S]*?\*\//g;
/** An address or a string: a dot inside it does not begin a class. */
const LITERALS = /url\((?:"[^"]*"|'[^']*'|[^)]*)\)|"[^"]*"|'[^']*'/g;
/** The text before each opening brace: a selector or an at-rule. */
const BEFORE_BRACE = /[^{};]+(?=\{)/g;
const CLASS = /\.([a-zA-Z][\w-]*)/g;

export interface StyleSheet {
  file: string;
  css: string;
}

/** Returns the classes in the selectors of a CSS file, each once, sorted. */
export function classesOf(css: string): string[] {
  const plain = css.replace(COMMENTS, "").replace(LITERALS, "");
  const selectors = (plain.match(BEFORE_BRACE) ?? []).filter((text) => !text.trim().startsWith("@"));
  const names = selectors.flatMap((selector) => [...selector.matchAll(CLASS)].map(([, name = ""]) => name));
  return [...new Set(names)].sort();
}

/** Returns a line for each class that more than one file styles: the class and its files. */
export function styledTwice(sheets: StyleSheet[]): string[] {
  const filesOf = new Map<string, string[]>();
  for (const { file, css } of sheets) {
    for (const name of classesOf(css)) filesOf.set(name, [...(filesOf.get(name) ?? []), file]);
  }
  return [...filesOf]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `.${name}: ${files.join(", ")}`)
    .sort();
}
