import { createTranslator } from "use-intl/core";
import { escapeUnseen } from "@/lib/escape-unseen";
import terminalEnglish from "@/lib/i18n/messages/terminal-en.json" with { type: "json" };
import terminalFrench from "@/lib/i18n/messages/terminal-fr.json" with { type: "json" };

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** Locale of the terminal: English when the environment says so, else French. */
export const terminalLocale = /^en/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "en" : "fr";

const messages: typeof terminalFrench = terminalLocale === "en" ? terminalEnglish : terminalFrench;

/**
 * Translator for the messages of the terminal, which are in ICU syntax like those of the pages. Unseen
 * characters of the values are escaped, line breaks too: names, file names and errors of a database can
 * then neither control the terminal nor forge a line.
 */
export const t = new Proxy(createTranslator({ locale: terminalLocale, messages }), {
  apply: (translate, self, [key, values, ...rest]) =>
    Reflect.apply(translate, self, [key, values && visibleValues(values), ...rest]),
});

function visibleValues(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? escapeUnseen(value) : value,
    ]),
  );
}
