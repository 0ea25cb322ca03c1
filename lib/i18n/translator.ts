import { createTranslator } from "use-intl/core";
import type { LOCALES } from "@/lib/preferences/languages";
import type french from "./messages/fr.json";

/** The words of the pages in one language, for what is written elsewhere: files. */
export interface PageMessages {
  locale: (typeof LOCALES)[keyof typeof LOCALES];
  messages: Pick<
    typeof french,
    "connectionTime" | "exports" | "historyList" | "accounts" | "presence" | "roles" | "sessions"
  >;
}

/** As `useTranslations`, where nothing is rendered. */
export function translatorOf<Namespace extends keyof PageMessages["messages"]>(
  namespace: Namespace,
  { locale, messages }: PageMessages,
) {
  return createTranslator({ locale, messages, namespace });
}
