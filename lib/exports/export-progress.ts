import { z } from "zod";

/**
 * Framing of a file for a page that shows its progress. A frame has one byte for its kind, four for the
 * length of its body (big-endian), and the body. The last frame is `complete` and has the expected size:
 * without it the file is not whole, however the connection ended.
 */
const KINDS = { progress: 1, data: 2, complete: 3 } as const;
const HEAD = 5;

const Progress = z.object({ rows: z.number(), total: z.number() });
const Complete = z.object({ rows: z.number(), bytes: z.number() });

export type Frame =
  | ({ kind: "progress" } & z.infer<typeof Progress>)
  | { kind: "data"; bytes: Uint8Array<ArrayBuffer> }
  | ({ kind: "complete" } & z.infer<typeof Complete>);

/** Encodes a frame; the body of all but `data` is JSON. */
export function encodeFrame(frame: Frame | { kind: "data"; bytes: Uint8Array }): Uint8Array {
  const body = frame.kind === "data" ? frame.bytes : new TextEncoder().encode(JSON.stringify(frame));
  const encoded = new Uint8Array(HEAD + body.length);
  encoded[0] = KINDS[frame.kind];
  new DataView(encoded.buffer).setUint32(1, body.length);
  encoded.set(body, HEAD);
  return encoded;
}

/**
 * Decodes the frames of a body, whose chunks may end anywhere.
 *
 * @throws Error when the body ends within a frame or without `complete`, when the bytes of the file are more
 *   or fewer than `complete` says, or when a frame follows it
 */
export async function* decodeFrames(body: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let rest = new Uint8Array(0);
  let bytes = 0;
  let complete = false;
  for await (const chunk of body) {
    rest = join(rest, chunk);
    for (let frame = firstFrame(rest); frame; frame = firstFrame(rest)) {
      if (complete) throw new Error("something comes after the end");
      if (frame.decoded.kind === "data") bytes += frame.decoded.bytes.length;
      if (frame.decoded.kind === "complete") {
        complete = true;
        if (frame.decoded.bytes !== bytes) throw new Error("some of the file is missing");
      }
      rest = rest.slice(frame.length);
      yield frame.decoded;
    }
  }
  if (!complete || rest.length > 0) throw new Error("the file is not whole");
}

/** Decodes the first frame of a buffer; returns null while the frame is not complete. */
function firstFrame(bytes: Uint8Array<ArrayBuffer>): { decoded: Frame; length: number } | null {
  if (bytes.length < HEAD) return null;
  const length = HEAD + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  if (bytes.length < length) return null;
  return { decoded: decode(bytes[0], bytes.slice(HEAD, length)), length };
}

function decode(kind: number | undefined, body: Uint8Array<ArrayBuffer>): Frame {
  if (kind === KINDS.data) return { kind: "data", bytes: body };
  const facts: unknown = JSON.parse(new TextDecoder().decode(body));
  if (kind === KINDS.progress) return { kind: "progress", ...Progress.parse(facts) };
  if (kind === KINDS.complete) return { kind: "complete", ...Complete.parse(facts) };
  throw new Error("unknown kind of frame");
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
