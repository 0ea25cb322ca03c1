/** The languages of the interface. French comes first: it is the default when no language was chosen. */
export const LANGUAGES = ["fr", "ht", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The name of each language in that language, for users who can't read the others. */
export const LANGUAGE_NAMES = { fr: "Français", ht: "Kreyòl", en: "English" } as const;

/**
 * The locale of each language for `Intl`. `Intl` doesn't know `ht`, and would silently use the default locale
 * of the runtime, often US English; so Kreyòl uses the French of Haiti.
 */
export const LOCALES = { fr: "fr", ht: "fr-HT", en: "en" } as const;

/** Cookie with the language that was chosen in this browser; absent until then. */
export const LANGUAGE_COOKIE = "konekte.language";

/**
 * Returns the language of a cookie, or French. The browser's own preference (`Accept-Language`) doesn't
 * count.
 *
 * @param chosen - value of the cookie, which a client can set to any text
 */
export function languageOf(chosen: string | undefined): Language {
  return LANGUAGES.find((language) => language === chosen) ?? "fr";
}
