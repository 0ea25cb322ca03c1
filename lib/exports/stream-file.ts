import { AppError } from "@/lib/errors";
import { encodeFrame } from "@/lib/exports/export-progress";
import type { ExportFile } from "@/lib/exports/open-export";
import { describeBug, log } from "@/lib/log";

/** Who takes nothing for so long holds a place that others wait for. */
const STALLED_MS = 120_000;
/**
 * A reader who takes a little now and then holds it too. A million sessions, 268 MB of CSV, come in less at
 * 320 kbit/s.
 */
const LONGEST_MS = 2 * 3_600_000;

/**
 * A file as the body of an answer, written as fast as it is taken. What fails in the middle breaks the connection: a browser must not take
 * what came for a whole file.
 *
 * @param framed - with its progress, for `decodeFrames`
 * @param gone - aborts when the reader has gone; who went while the list was counted never asks for a byte, and never cancels
 */
export function streamFile(file: ExportFile, framed: boolean, gone: AbortSignal): ReadableStream<Uint8Array> {
  const parts = framed ? framesOf(file) : partsOf(file);
  let stalled: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  let left = false;
  const leave = () => {
    left = true;
    clearTimeout(stalled);
    clearTimeout(longest);
    gone.removeEventListener("abort", leave);
    file.release();
    void parts.return(undefined); // stops reading once the batch under way has come
  };
  const breakOff = (controller: ReadableStreamDefaultController, why: unknown) => {
    if (left) return;
    leave();
    noteFailure(file, why);
    controller.error(new DOMException("the file is not whole", "AbortError")); // Next cuts the connection, and is silent
  };
  const breakOffAfter = (ms: number, controller: ReadableStreamDefaultController) =>
    setTimeout(() => breakOff(controller, new AppError("too_many")), ms);
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (gone.aborted) return leave();
        gone.addEventListener("abort", leave);
        stalled = breakOffAfter(STALLED_MS, controller);
        longest = breakOffAfter(LONGEST_MS, controller);
      },
      async pull(controller) {
        clearTimeout(stalled);
        try {
          const { value, done } = await parts.next();
          if (left) return;
          if (done) {
            leave();
            controller.close();
            return;
          }
          controller.enqueue(value);
          stalled = breakOffAfter(STALLED_MS, controller);
        } catch (error) {
          breakOff(controller, error);
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 }, // nothing is read ahead
  );
}

async function* partsOf({ chunks }: ExportFile): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) if (chunk.length > 0) yield chunk;
}

async function* framesOf({ chunks, progress, total }: ExportFile): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  yield encodeFrame({ kind: "progress", rows: 0, total });
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (chunk.length > 0) yield encodeFrame({ kind: "data", bytes: chunk });
    yield encodeFrame({ kind: "progress", rows: progress.rows, total });
  }
  yield encodeFrame({ kind: "complete", rows: progress.rows, bytes });
}

function noteFailure({ list, format, progress }: ExportFile, error: unknown): void {
  const why = error instanceof AppError ? { code: error.code } : describeBug(error);
  log.error({ event: "export.broken_off", list, format, rows: progress.rows, ...why });
}
