import type { LOCALES } from "@/lib/preferences/languages";
import type messages from "./messages/fr.json";

/** Makes TypeScript reject a message key that the French file doesn't have. */
declare module "next-intl" {
  interface AppConfig {
    Locale: (typeof LOCALES)[keyof typeof LOCALES];
    Messages: typeof messages;
  }
}
