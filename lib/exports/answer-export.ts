import { z } from "zod";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { faultInWords } from "@/lib/exports/fault-in-words";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { streamFile } from "@/lib/exports/stream-file";
import { FORMATS, type Format, SEPARATORS } from "@/lib/exports/table/export-formats";
import type { ExportTable } from "@/lib/exports/table/export-table";
import type { PageMessages } from "@/lib/i18n/translator";
import type { Viewer } from "@/lib/viewer";

const flag = z.enum(["0", "1"]);
const OrderQuery = z.object({
  format: z.enum(FORMATS),
  separator: z.enum(SEPARATORS).default(";"),
  /** Unless it is said: for Excel, which is who `;` is for. */
  bom: flag.optional(),
  progress: flag.default("0"),
});

/** What Next adds to an address that is asked for as data. */
const NEXTS_OWN = "_rsc";

const TYPES: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
};
/** With its progress; only CSV is worth being compressed on its way, which `+text` allows. */
const FRAMED_TYPES = {
  csv: "application/x-konekte-frames+text",
  xlsx: "application/x-konekte-frames",
  pdf: "application/x-konekte-frames",
} as const;

type OpenTable = (filters: Record<string, string>) => Promise<ExportTable>;

/** Answers with a list as a file, or with why there is none: to who has followed a link, in words. */
export async function answerExport(
  request: Request,
  viewer: Viewer,
  openTable: OpenTable,
  words: PageMessages,
): Promise<Response> {
  if (request.method === "HEAD") return new Response(null); // nothing leaves, so nothing is recorded
  try {
    if (request.headers.get("sec-fetch-site") === "cross-site") throw new AppError("forbidden"); // another site's idea
    const given = Object.fromEntries(new URL(request.url).searchParams);
    const { progress, bom, ...order } = OrderQuery.parse(given);
    const filters = Object.fromEntries(
      Object.entries(given).filter(([name]) => !(name in OrderQuery.shape) && name !== NEXTS_OWN),
    );
    const withBom = bom === undefined ? order.separator === ";" : bom === "1";
    const file = await openExport(viewer, () => openTable(filters), { ...order, bom: withBom }, words);
    return answerWith(file, progress === "1", request.signal);
  } catch (error) {
    const failure = isDatabaseUnavailable(error) ? new AppError("unavailable") : error;
    if (!(failure instanceof AppError) || !isFollowedLink(request)) throw error;
    return inWords(failure, words);
  }
}

function answerWith(file: ExportFile, framed: boolean, gone: AbortSignal): Response {
  return new Response(streamFile(file, framed, gone), {
    headers: {
      "Content-Type": framed ? FRAMED_TYPES[file.format] : TYPES[file.format],
      "Content-Disposition": dispositionOf(file),
    },
  });
}

/** A name for everybody, and one in the reader's language for who can read it (RFC 6266). */
function dispositionOf({ title, list, format, madeAt }: ExportFile): string {
  const [day = "", time = ""] = madeAt.split("T");
  const [hours, minutes] = time.split(":");
  const name = encodeURIComponent(`${title} ${day} ${hours}h${minutes}.${format}`);
  const escaped = name.replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="konekte-${list}-${day}-${hours}h${minutes}.${format}"; filename*=UTF-8''${escaped}`;
}

function isFollowedLink(request: Request): boolean {
  return request.headers.get("accept")?.includes("text/html") ?? false;
}

function inWords(failure: AppError, words: PageMessages): Response {
  return new Response(faultInWords(failure, words), {
    status: failure.status,
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
