import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFrames, encodeFrame, type Frame } from "./export-progress";

const FILE: Frame[] = [
  { kind: "progress", rows: 0, total: 2 },
  { kind: "data", bytes: new Uint8Array([1, 2, 3]) },
  { kind: "data", bytes: new Uint8Array(70_000).fill(7) },
  { kind: "progress", rows: 2, total: 2 },
  { kind: "complete", rows: 2, bytes: 70_003 },
];
const bodyOf = (frames: Frame[]) => Buffer.concat(frames.map(encodeFrame));

async function* cut(body: Uint8Array, places: number[]) {
  const sorted = [...new Set(places.map((place) => place % body.length))].sort((a, b) => a - b);
  let from = 0;
  for (const place of [...sorted, body.length]) {
    yield body.subarray(from, place);
    from = place;
  }
}

async function read(body: Uint8Array, places: number[] = []): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of decodeFrames(cut(body, places))) frames.push(frame);
  return frames;
}

test("a file is decoded, wherever its body is cut into chunks", async () => {
  const places = fc.array(fc.nat(80_000), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(places, async (each) => {
      expect(await read(bodyOf(FILE), each)).toEqual(FILE);
    }),
    { numRuns: 10 },
  );
});

test("a body that ends before its last byte is rejected, wherever it ends", async () => {
  const body = bodyOf(FILE);
  const ends = fc.nat(body.length - 1);
  await fc.assert(
    fc.asyncProperty(ends, async (end) => {
      await expect(read(body.subarray(0, end))).rejects.toThrow(/whole/);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["a frame is missing", FILE.filter((_, n) => n !== 1), /missing/],
  ["a frame follows the last one", [...FILE, { kind: "data", bytes: new Uint8Array(1) } as const], /after/],
])("a body is rejected when %s", async (_, frames, reason) => {
  await expect(read(bodyOf(frames))).rejects.toThrow(reason);
});
