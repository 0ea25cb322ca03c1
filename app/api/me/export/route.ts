import { getLocale, getMessages } from "next-intl/server";
import { requireViewer } from "@/lib/auth/session/guards";
import { answerExport } from "@/lib/exports/answer-export";
import { openOwnSessionsTable } from "@/lib/exports/lists/sessions";
import { handle } from "@/lib/http/handle";

/** Exports the user's own sessions as a file. */
export const GET = handle(async (request) => {
  const viewer = await requireViewer();
  const words = { locale: await getLocale(), messages: await getMessages() };
  return answerExport(request, viewer, (given) => openOwnSessionsTable(viewer, given, words), words);
});
