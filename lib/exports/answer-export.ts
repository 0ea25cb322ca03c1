import { z } from "zod";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { streamFile } from "@/lib/exports/stream-file";
import { FORMATS, type Format, SEPARATORS } from "@/lib/exports/table/export-formats";
import type { ExportTable } from "@/lib/exports/table/export-table";
import { translateFault } from "@/lib/exports/translate-fault";
import type { PageMessages } from "@/lib/i18n/translator";
import type { Viewer } from "@/lib/viewer";

const flag = z.enum(["0", "1"]);
const OptionsQuery = z.object({
  format: z.enum(FORMATS),
  separator: z.enum(SEPARATORS).default(";"),
  /** Default: `1` with the separator `;`, because such a file is for Excel. */
  bom: flag.optional(),
  progress: flag.default("0"),
});

/** Parameter that Next adds to an address when it requests the data of a page. */
const NEXT_PARAMETER = "_rsc";

const TYPES: Record<Format, string> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
};
/** Types of a file that is sent with its progress. Only CSV is worth compressing; `+text` allows it. */
const FRAMED_TYPES = {
  csv: "application/x-konekte-frames+text",
  xlsx: "application/x-konekte-frames",
  pdf: "application/x-konekte-frames",
} as const;

type OpenTable = (filters: Record<string, string>) => Promise<ExportTable>;

/**
 * Answers a request for a list with a file. When the file can't be made, a browser that followed a link
 * receives the reason as plain text.
 *
 * @throws the error, unless it is an expected one (`AppError`, no database) and the request is a followed
 *   link
 */
export async function answerExport(
  request: Request,
  viewer: Viewer,
  openTable: OpenTable,
  messages: PageMessages,
): Promise<Response> {
  try {
    // A link on another site must not start an export.
    if (request.headers.get("sec-fetch-site") === "cross-site") throw new AppError("forbidden");
    const given = Object.fromEntries(new URL(request.url).searchParams);
    const { progress, bom, ...options } = OptionsQuery.parse(given);
    const filters = Object.fromEntries(
      Object.entries(given).filter(([name]) => !(name in OptionsQuery.shape) && name !== NEXT_PARAMETER),
    );
    const withBom = bom === undefined ? options.separator === ";" : bom === "1";
    const file = await openExport(viewer, () => openTable(filters), { ...options, bom: withBom }, messages);
    return answerWith(file, progress === "1", request.signal);
  } catch (error) {
    const failure = isDatabaseUnavailable(error) ? new AppError("unavailable") : error;
    if (!(failure instanceof AppError) || !isFollowedLink(request)) throw error;
    return answerWithText(failure, messages);
  }
}

function answerWith(file: ExportFile, framed: boolean, signal: AbortSignal): Response {
  return new Response(streamFile(file, framed, signal), {
    headers: {
      "Content-Type": framed ? FRAMED_TYPES[file.format] : TYPES[file.format],
      "Content-Disposition": dispositionOf(file),
    },
  });
}

/** Returns two file names (RFC 6266): one in ASCII for every client, and one in the reader's language. */
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

function answerWithText(failure: AppError, messages: PageMessages): Response {
  const headers = new Headers({ "Content-Type": "text/plain; charset=utf-8" });
  if (failure.detail?.waitS) headers.set("Retry-After", failure.detail.waitS);
  return new Response(translateFault(failure, messages), { status: failure.status, headers });
}
