import { createTranslator } from "use-intl/core";
import terminalEnglish from "@/lib/i18n/messages/terminal-en.json" with { type: "json" };
import terminalFrench from "@/lib/i18n/messages/terminal-fr.json" with { type: "json" };

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** Locale of the terminal: English when the environment says so, else French. */
export const terminalLocale = /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "fr";

const messages: typeof terminalFrench = terminalLocale === "en" ? terminalEnglish : terminalFrench;

/** Translator for the messages of the terminal, which are in ICU syntax like those of the pages. */
export const t = createTranslator({ locale: terminalLocale, messages });
