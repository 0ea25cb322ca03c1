import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BackupReader } from "./backup-reader";

async function* cut(text: Buffer, sizes: number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let n = 0; at < text.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    yield text.subarray(at, at + size);
    at += size;
  }
}

const MAX_CHUNKS = 1_000;

async function readRows(reader: BackupReader) {
  const chunks: Buffer[] = [];
  const rows = reader.rows();
  while (chunks.length < MAX_CHUNKS) {
    const { value, done } = await rows.next();
    if (done) return { count: value, bytes: Buffer.concat(chunks) };
    chunks.push(value);
  }
  throw new Error("the rows do not end");
}

/* Negative controls: a parser that finds the end within a row, or misses it across chunks, turns this red. */
test("lines and rows are read as they were written, wherever the chunks are cut", async () => {
  const row = fc.constantFrom("", "a\tb", "\\\\.", "x\\.", "\\", "\\.x", "è ò 日本", "\\N");
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.array(row), sizes, async (first, second, cuts) => {
      const section = (rows: string[]) => ["COPY", ...rows, "\\."].map((line) => `${line}\n`).join("");
      const whole = Buffer.from(section(first) + section(second));
      const reader = new BackupReader(cut(Buffer.concat([whole, Buffer.from("last\n")]), cuts));
      for (const rows of [first, second]) {
        expect(await reader.line()).toBe("COPY");
        const { count, bytes } = await readRows(reader);
        expect({ count, text: bytes.toString() }).toEqual({
          count: rows.length,
          text: rows.map((line) => `${line}\n`).join(""),
        });
      }
      expect(await reader.line()).toBe("last");
      expect(reader.hashBeforeLine()).toBe(createHash("sha256").update(whole).digest("hex"));
      expect(await reader.isOver()).toBe(true);
    }),
  );
});

test.each(["", "half a line", "a row\n", "a row\n\\."])(
  "rows without an end after %j are reported as incomplete",
  async (text) => {
    const rows = readRows(new BackupReader(cut(Buffer.from(text), [3])));
    await expect(rows).rejects.toMatchObject({ code: "incomplete" });
  },
);
