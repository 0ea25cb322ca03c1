import { AppError } from "@/lib/errors";
import { encodeFrame } from "@/lib/exports/export-progress";
import type { ExportFile } from "@/lib/exports/open-export";
import { describeBug, log } from "@/lib/log";

/**
 * Time after which a client that takes nothing loses the file, because others wait for its slot. A poor link
 * may hang for half a minute.
 */
const STALLED_MS = 60_000;
/**
 * Maximum time for a whole file, because a client that reads slowly holds the slot, too. A million sessions
 * (268 MB of CSV) take less than two hours at 320 kbit/s. One's own history has some thousand lines, and the
 * slots are two for all staff: ten minutes are 10 kbit/s.
 */
const LONGEST_MS = { admins: 2 * 3_600_000, staff: 10 * 60_000 };

/**
 * Returns a file as the body of a response, produced as fast as the client reads it. An error in the middle
 * breaks the connection, so that no browser takes the incomplete file for a whole one. The slot of the file
 * is released in every case.
 *
 * @param framed - sends the file in frames with its progress, for `decodeFrames`
 * @param signal - aborts when the client disconnects. A client that disconnected while the list was counted
 *   never reads and never cancels the stream
 */
export function streamFile(
  file: ExportFile,
  framed: boolean,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const parts = framed ? framesOf(file) : partsOf(file);
  let stalled: NodeJS.Timeout | undefined;
  let longest: NodeJS.Timeout | undefined;
  let closed = false;
  const close = () => {
    closed = true;
    clearTimeout(stalled);
    clearTimeout(longest);
    signal.removeEventListener("abort", close);
    file.release();
    void parts.return(undefined); // stops reading after the current batch
  };
  const breakOff = (controller: ReadableStreamDefaultController, error: unknown) => {
    if (closed) return;
    close();
    logFailure(file, error);
    // For an AbortError Next closes the connection and logs nothing.
    controller.error(new DOMException("the file is not whole", "AbortError"));
  };
  const breakOffAfter = (ms: number, controller: ReadableStreamDefaultController) =>
    setTimeout(() => breakOff(controller, new AppError("too_many")), ms);
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (signal.aborted) return close();
        signal.addEventListener("abort", close);
        stalled = breakOffAfter(STALLED_MS, controller);
        longest = breakOffAfter(LONGEST_MS[file.readers], controller);
      },
      async pull(controller) {
        clearTimeout(stalled);
        try {
          const { value, done } = await parts.next();
          if (closed) return;
          if (done) {
            close();
            controller.close();
            return;
          }
          controller.enqueue(value);
          stalled = breakOffAfter(STALLED_MS, controller);
        } catch (error) {
          breakOff(controller, error);
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 }, // reads nothing ahead
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

function logFailure({ list, format, progress }: ExportFile, error: unknown): void {
  const reason = error instanceof AppError ? { code: error.code } : describeBug(error);
  log.error({ event: "export.broken_off", list, format, rows: progress.rows, ...reason });
}
