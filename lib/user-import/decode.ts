import { FileFault } from "@/lib/user-import/file-fault";

/** 24 MiB: enough for 100 000 users in UTF-16. */
const MAX_FILE_BYTES = 24 * 1024 * 1024;

/**
 * Decodes a file as a stream: UTF-8, or UTF-16 in either byte order, each with or without a byte order mark.
 *
 * @throws FileFault `encoding` at the first byte that is invalid in the detected encoding, `too_large` over
 *   24 MiB
 */
export async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let read = 0;
  for await (const chunk of atLeastTwo(bytes)) {
    read += chunk.length;
    if (read > MAX_FILE_BYTES) throw new FileFault("too_large");
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decodeWith(decoder, chunk, true);
  }
  if (decoder) yield decodeWith(decoder, new Uint8Array(), false);
}

/**
 * Joins chunks so that each has two bytes, because one byte does not show the encoding. The last one may be
 * shorter.
 */
async function* atLeastTwo(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (held.length < 2) continue;
    yield held;
    held = new Uint8Array();
  }
  if (held.length > 0) yield held;
}

/** Detects the encoding by the byte order mark, or by the NUL byte in the first letter of UTF-16 text. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (second === 0) return "utf-16le";
  return first === 0 ? "utf-16be" : "utf-8";
}

function decodeWith(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream }); // the decoder removes the byte order mark
  } catch {
    throw new FileFault("encoding");
  }
}
