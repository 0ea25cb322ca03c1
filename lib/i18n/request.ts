import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { env } from "@/lib/env";
import { LANGUAGE_COOKIE, LOCALES, languageOf } from "@/lib/preferences/languages";

/** Each file is loaded at the first request in its language. */
const MESSAGES = {
  fr: () => import("./messages/fr.json"),
  ht: () => import("./messages/ht.json"),
  en: () => import("./messages/en.json"),
};

/**
 * Configures next-intl for a request: the language that was chosen in this browser, and the time zone of the
 * organisation, wherever the server or the reader is.
 */
export default getRequestConfig(async () => {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  const { default: messages } = await MESSAGES[language]();
  return { locale: LOCALES[language], messages, timeZone: env().timeZone };
});
