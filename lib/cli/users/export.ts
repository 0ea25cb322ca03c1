import { once } from "node:events";
import { catchInterruption } from "@/lib/cli/terminal/interruption";
import { pageMessages } from "@/lib/cli/terminal/page-messages";
import { print } from "@/lib/cli/terminal/print";
import { progressBar } from "@/lib/cli/terminal/progress-bar";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { requireRole } from "@/lib/cli/terminal/require-role";
import { t } from "@/lib/cli/terminal/translator";
import { makeOutputFile } from "@/lib/cli/users/output-file";
import { AppError } from "@/lib/errors";
import { escapeUnseen } from "@/lib/escape-unseen";
import { OPEN_TABLE_OF_LIST } from "@/lib/exports/export-lists";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import type { Format, ListName, Separator } from "@/lib/exports/table/export-formats";
import { translateFault } from "@/lib/exports/translate-fault";
import { requireAccountsByName } from "@/lib/users/find-account";
import { SYSTEM } from "@/lib/viewer";
import type { Draft } from "@/lib/write-durable";

interface ExportOptions {
  format: Format;
  output?: string;
  separator: Separator;
  force?: true;
  /** Filters of the list, by the query parameters of its page. */
  filters: Record<string, string>;
}

/** Runs `export`: writes a list as a file, with the same content as the export of its page. */
export async function exportCommand(list: ListName, options: ExportOptions): Promise<void> {
  const { format, separator, output = "-", force = false } = options;
  if (output === "-" && format !== "csv") throw new Refusal(t("users.export.needsOutput"));
  const interruption = catchInterruption();
  const target = output === "-" ? standardOutput() : await makeOutputFile(output, { force });
  try {
    const filters = await readFilters(options.filters);
    const fileOptions = { format, separator, bom: separator === ";" };
    const file = await openExport(
      SYSTEM,
      () => OPEN_TABLE_OF_LIST[list](SYSTEM, filters, pageMessages),
      fileOptions,
      pageMessages,
    );
    await writeAll(file, target, interruption);
    await target.keep();
    if (output !== "-") print(t("users.export.written", { rows: file.progress.rows, file: output }));
  } catch (error) {
    await target.discard();
    throw error instanceof AppError ? new Refusal(reasonOf(error)) : error;
  }
}

async function writeAll(file: ExportFile, target: Draft, interruption: AbortSignal): Promise<void> {
  const bar = progressBar(file.title, file.total);
  try {
    for await (const chunk of file.chunks) {
      if (interruption.aborted) throw new Refusal(t("users.export.interrupted"));
      await target.write(chunk);
      bar.show(file.progress.rows);
    }
  } finally {
    bar.clear();
  }
}

/** Converts the filters as typed: the username becomes a user id, a role in any language becomes its code. */
async function readFilters(given: Record<string, string>): Promise<Record<string, string>> {
  const filters = { ...given };
  if (given.role) filters.role = requireRole(given.role);
  if (given.user) filters.user = (await requireAccountsByName(SYSTEM, [given.user]))[0]?.userId ?? "";
  return filters;
}

function standardOutput(): Draft {
  const { stdout } = process;
  let closed = false;
  stdout.once("error", () => {
    closed = true; // the reader, for example `head`, has closed the pipe
  });
  return {
    async write(chunk) {
      if (closed) throw new Refusal(t("users.export.interrupted"));
      // Only a terminal obeys control characters. A file keeps its text.
      const shown = stdout.isTTY ? escapeUnseen(Buffer.from(chunk).toString(), "\ufeff\r\n") : chunk;
      if (!stdout.write(shown)) await once(stdout, "drain");
    },
    keep: async () => {},
    discard: async () => {},
  };
}

function reasonOf(error: AppError): string {
  const { code, detail = {} } = error;
  if (code === "not_found") return t("users.refused.not_found", { username: detail.username ?? "" });
  if (code === "bad_request") return t("users.export.filter", { filters: Object.keys(detail).join(", ") });
  return translateFault(error, pageMessages);
}
