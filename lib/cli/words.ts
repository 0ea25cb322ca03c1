import { createTranslator } from "use-intl/core";
import type { DatabaseFault } from "@/lib/db/database-fault";
import messages from "@/lib/i18n/messages/terminal-fr.json" with { type: "json" };

/** The terminal's words, French; messages are in ICU syntax, as on the pages. */
export const say = createTranslator({ locale: "fr", messages });

/** One sentence: what happened, what is kept, what to do. */
export function sayFault({ code, detail }: DatabaseFault): string {
  return say(`fault.${code}`, detail);
}
