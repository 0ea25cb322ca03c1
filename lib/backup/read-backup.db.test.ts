import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeHostilePast } from "@/lib/testing/records/hostile-past";
import { readBackup } from "./read-backup";
import { writeBackup } from "./write-backup";

let folder = "";
let file = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-read-"));
  file = path.join(folder, "all.sql.gz");
  await makeHostilePast();
  await writeBackup(process.env.MIGRATION_DATABASE_URL ?? "", file);
});
afterAll(() => rm(folder, { recursive: true }));

test("a backup that is cut, changed or not a backup at all is rejected", async () => {
  const [whole, expected] = [await readFile(file), await readBackup(file)];
  const other = path.join(folder, "other");
  const read = async (bytes: Uint8Array) => {
    await writeFile(other, bytes);
    return readBackup(other).catch((error: unknown) => error);
  };
  for (let at = 0; at < whole.length; at += 7) {
    const cut = await read(whole.subarray(0, at));
    expect(cut, `cut at ${at}`).toMatchObject({ code: expect.stringMatching(/^(incomplete|not_a_backup)$/) });
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    const outcome = await read(flipped); // a flag or date in the gzip header may change nothing
    if (outcome instanceof Error) expect(outcome, `flipped at ${at}`).toMatchObject({ name: "BackupFault" });
    else expect(outcome, `flipped at ${at}`).toEqual(expected);
  }
  const text = gunzipSync(whole).toString();
  for (const changed of [
    text.replace("Restless", "Resltess"),
    text.replace(/\n.*\n$/, "\n"),
    `${text}more\n`,
  ])
    expect(await read(gzipSync(changed))).toMatchObject({
      code: expect.stringMatching(/^(damaged|incomplete)$/),
    });
  expect(await read(gzipSync("-- PostgreSQL database dump\n"))).toMatchObject({ code: "not_a_backup" });
  expect(await readBackup(path.join(folder, "nowhere")).catch((error: unknown) => error)).toMatchObject({
    code: "unreadable",
  });
});
