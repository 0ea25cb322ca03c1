import { z } from "zod";
import { exportFaultOf } from "@/lib/exports/export-fault";
import { decodeFrames } from "@/lib/exports/export-progress";
import type { ExportOutcome } from "./export-outcome";

const Refusal = z.object({
  error: z.string(),
  fields: z
    .object({
      rows: z.coerce.number(),
      limit: z.coerce.number(),
      waitS: z.coerce.number(),
      from: z.string(),
      reason: z.string(),
    })
    .partial()
    .catch({})
    .default({}),
});
/** Size of the Blobs that collect the received data, because browsers can move Blobs out of memory. */
const PIECE_BYTES = 4_000_000;

/** Downloads a file while the server writes it, and saves it only when it is complete. */
export async function runExport(
  address: string,
  signal: AbortSignal,
  onProgress: (rows: number, total: number) => void,
): Promise<ExportOutcome> {
  try {
    const answer = await fetch(`${address}&progress=1`, { signal });
    if (!answer.ok || !answer.body) return refusalOf(await answer.json().catch(() => null));
    const { file, rows } = await receive(chunksOf(answer.body), onProgress);
    save(file, nameIn(answer.headers.get("content-disposition")));
    return { kind: "done", rows };
  } catch {
    return signal.aborted ? { kind: "cancelled" } : { kind: "failed", fault: "interrupted" };
  }
}

function refusalOf(body: unknown): ExportOutcome {
  const refusal = Refusal.safeParse(body);
  if (!refusal.success) return { kind: "failed", fault: "internal" };
  const { error, fields } = refusal.data;
  const { rows, limit, waitS: seconds } = fields;
  return { kind: "failed", fault: exportFaultOf(error, fields), rows, limit, seconds };
}

async function receive(
  chunks: AsyncIterable<Uint8Array>,
  onProgress: (rows: number, total: number) => void,
): Promise<{ file: Blob; rows: number }> {
  const pieces: Blob[] = [];
  let received: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let written = 0;
  for await (const frame of decodeFrames(chunks)) {
    if (frame.kind === "progress") onProgress(frame.rows, frame.total);
    else if (frame.kind === "complete") written = frame.rows;
    else {
      received.push(frame.bytes);
      bytes += frame.bytes.length;
    }
    if (bytes < PIECE_BYTES) continue;
    pieces.push(new Blob(received));
    received = [];
    bytes = 0;
  }
  return { file: new Blob([...pieces, ...received]), rows: written };
}

/** Iterates over a stream, which not every browser supports natively. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

function nameIn(disposition: string | null): string {
  const [, name = "export"] = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "") ?? [];
  return decodeURIComponent(name);
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser has read the Blob by then
}
