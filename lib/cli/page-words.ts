import { createTranslator } from "use-intl/core";
import { terminalLocale } from "@/lib/cli/words";
import english from "@/lib/i18n/messages/en.json" with { type: "json" };
import french from "@/lib/i18n/messages/fr.json" with { type: "json" };

const { roles, sessions }: Pick<typeof french, "roles" | "sessions"> =
  terminalLocale === "en" ? english : french;

/** The words of the pages for what they show, too: roles, how sessions end. */
export const sayAsPages = createTranslator({ locale: terminalLocale, messages: { roles, sessions } });
