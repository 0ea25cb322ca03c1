import type { AppError } from "@/lib/errors";
import { exportFaultOf } from "@/lib/exports/export-fault";
import { type PageWords, wordsOf } from "@/lib/i18n/words-of";

/** Why there is no file, and what to do instead. */
export function faultInWords({ code, detail = {} }: AppError, words: PageWords): string {
  const { rows = 0, limit = 0 } = detail;
  const t = wordsOf("exports", words);
  return t(`faults.${exportFaultOf(code, detail)}`, { rows: Number(rows), limit: Number(limit) });
}
