/** The languages of the interface. French comes first: it is spoken wherever nothing else was chosen. */
export const LANGUAGES = ["fr", "ht", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, for whoever can't read the others. */
export const LANGUAGE_NAMES = { fr: "Français", ht: "Kreyòl", en: "English" } as const;

/** What `Intl` writes numbers for. It doesn't know `ht`, and would silently write US English. */
export const LOCALES = { fr: "fr", ht: "fr-HT", en: "en" } as const;

export const LANGUAGE_COOKIE = "konekte.language";

/** @param chosen - of a cookie: anybody can write anything there; what the browser itself prefers does not count */
export function languageOf(chosen: string | undefined): Language {
  return LANGUAGES.find((language) => language === chosen) ?? "fr";
}
