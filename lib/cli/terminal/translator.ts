import { createTranslator } from "use-intl/core";
import terminalEnglish from "@/lib/i18n/messages/terminal-en.json" with { type: "json" };
import terminalFrench from "@/lib/i18n/messages/terminal-fr.json" with { type: "json" };

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** French, unless the terminal is set to English. */
export const terminalLocale = /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "fr";

const messages: typeof terminalFrench = terminalLocale === "en" ? terminalEnglish : terminalFrench;

/** The terminal's words; messages are in ICU syntax, as on the pages. */
export const t = createTranslator({ locale: terminalLocale, messages });
