import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { env } from "@/lib/env";
import { LANGUAGE_COOKIE, LOCALES, languageOf } from "@/lib/preferences/languages";

/** Each is loaded when the first person asks for it. */
const MESSAGES = {
  fr: () => import("./messages/fr.json"),
  ht: () => import("./messages/ht.json"),
  en: () => import("./messages/en.json"),
};

/** The language that was chosen in this browser; the zone is the organisation's, wherever the server or the reader is. */
export default getRequestConfig(async () => {
  const language = languageOf((await cookies()).get(LANGUAGE_COOKIE)?.value);
  const { default: messages } = await MESSAGES[language]();
  return { locale: LOCALES[language], messages, timeZone: env().timeZone };
});
