import { getLocale, getMessages } from "next-intl/server";
import { requireAdmin } from "@/lib/auth/session/guards";
import { AppError } from "@/lib/errors";
import { answerExport } from "@/lib/exports/answer-export";
import { OPEN_TABLE_OF_LIST } from "@/lib/exports/export-lists";
import { LIST_NAMES } from "@/lib/exports/table/export-formats";
import { handle } from "@/lib/http/handle";

/** Exports a list as a file, with the filters of its page. */
export const GET = handle<{ kind: string }>(async (request, { kind }) => {
  const admin = await requireAdmin();
  const list = LIST_NAMES.find((name) => name === kind);
  if (!list) throw new AppError("not_found");
  const words = { locale: await getLocale(), messages: await getMessages() };
  return answerExport(request, admin, (given) => OPEN_TABLE_OF_LIST[list](admin, given, words), words);
});
