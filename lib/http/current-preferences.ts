import { cookies, headers } from "next/headers";
import { PATH_HEADER } from "@/lib/http/page-headers";
import { LANGUAGE_COOKIE, type Language, languageOf } from "@/lib/preferences/languages";
import { THEME_COOKIE, type Theme, themeOf } from "@/lib/preferences/themes";

/** Reads the language and theme of this browser, and the path and query of the page that it requests. */
export async function currentPreferences(): Promise<{ language: Language; theme: Theme; from: string }> {
  const chosen = await cookies();
  return {
    language: languageOf(chosen.get(LANGUAGE_COOKIE)?.value),
    theme: themeOf(chosen.get(THEME_COOKIE)?.value),
    from: (await headers()).get(PATH_HEADER) ?? "/",
  };
}
