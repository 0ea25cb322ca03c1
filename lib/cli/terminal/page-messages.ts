import { createTranslator } from "use-intl/core";
import { terminalLocale } from "@/lib/cli/terminal/translator";
import english from "@/lib/i18n/messages/en.json" with { type: "json" };
import french from "@/lib/i18n/messages/fr.json" with { type: "json" };
import type { PageMessages } from "@/lib/i18n/translator";

const messages: typeof french = terminalLocale === "en" ? english : french;
const { roles, sessions } = messages;

/** The words of the pages for what they show, too: roles, how sessions end. */
export const tPages = createTranslator({ locale: terminalLocale, messages: { roles, sessions } });

/** And for the files that both write. */
export const pageMessages: PageMessages = { locale: terminalLocale, messages };
