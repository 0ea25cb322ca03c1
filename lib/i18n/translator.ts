import { createTranslator } from "use-intl/core";
import type { LOCALES } from "@/lib/preferences/languages";
import type french from "./messages/fr.json";

/** The messages of the pages in one language that are also used outside pages: in exported files. */
export interface PageMessages {
  locale: (typeof LOCALES)[keyof typeof LOCALES];
  messages: Pick<
    typeof french,
    "connectionTime" | "exports" | "historyList" | "accounts" | "presence" | "roles" | "sessions"
  >;
}

/** Like `useTranslations`, for text outside React. */
export function translatorOf<Namespace extends keyof PageMessages["messages"]>(
  namespace: Namespace,
  { locale, messages }: PageMessages,
) {
  return createTranslator({ locale, messages, namespace });
}
