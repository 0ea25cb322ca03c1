import { createTranslator } from "use-intl/core";
import { terminalLocale } from "@/lib/cli/terminal/translator";
import english from "@/lib/i18n/messages/en.json" with { type: "json" };
import french from "@/lib/i18n/messages/fr.json" with { type: "json" };
import type { PageMessages } from "@/lib/i18n/translator";

const messages: typeof french = terminalLocale === "en" ? english : french;
const { roles, sessions } = messages;

/** Translator for the page messages that commands print too: roles and endings of sessions. */
export const tPages = createTranslator({ locale: terminalLocale, messages: { roles, sessions } });

/** Page messages for the exported files, which pages and commands both write. */
export const pageMessages: PageMessages = { locale: terminalLocale, messages };
