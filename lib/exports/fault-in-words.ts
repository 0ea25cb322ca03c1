import type { AppError } from "@/lib/errors";
import { exportFaultOf } from "@/lib/exports/export-fault";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";

/** Why there is no file, and what to do instead. */
export function faultInWords({ code, detail = {} }: AppError, words: PageMessages): string {
  const { rows = 0, limit = 0 } = detail;
  const t = translatorOf("exports", words);
  return t(`faults.${exportFaultOf(code, detail)}`, { rows: Number(rows), limit: Number(limit) });
}
