import { FileFault } from "@/lib/user-import/file-fault";

/** 100 000 people in UTF-16 fit. */
const MAX_FILE_BYTES = 24 * 1024 * 1024;

/**
 * The text of a file, piece by piece: UTF-8 with or without a byte order mark, or UTF-16 in either order.
 *
 * @throws FileFault `encoding` at the first byte that is neither, `too_large`
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

/** A piece of one byte doesn't show how the text is encoded: it waits for the next. */
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

/** By its mark, or else by the NUL that the first letter of a heading has in UTF-16. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (second === 0) return "utf-16le";
  return first === 0 ? "utf-16be" : "utf-8";
}

function decodeWith(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream }); // leaves the mark out
  } catch {
    throw new FileFault("encoding");
  }
}
