import type { AppError } from "@/lib/errors";
import { exportFaultOf } from "@/lib/exports/export-fault";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";

/** Returns a text for readers: why there is no file, and what to do instead. */
export function translateFault({ code, detail = {} }: AppError, messages: PageMessages): string {
  const { rows = 0, limit = 0, waitS = 0 } = detail;
  const t = translatorOf("exports", messages);
  return t(`faults.${exportFaultOf(code, detail)}`, {
    rows: Number(rows),
    limit: Number(limit),
    seconds: Number(waitS),
  });
}
