import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { ask, contentOf } from "@/lib/testing/database/database-content";
import { createDatabase, dropDatabase, uniqueName } from "@/lib/testing/database/database-server";
import type { MadeUser } from "@/lib/testing/records/factories";
import { makeHostilePast } from "@/lib/testing/records/hostile-past";
import { footerLine, parseFooter } from "./backup-format";
import { loadRows } from "./load-rows";
import { readBackup } from "./read-backup";
import { writeBackup } from "./write-backup";

/* Loading turns triggers off, which needs a superuser. The role of the embedded server is one. */
const [role] = await ask<{ may: boolean }>(
  inject("database").serverUrl,
  "SELECT rolsuper AS may FROM pg_roles WHERE rolname = current_user",
);
const url = process.env.MIGRATION_DATABASE_URL ?? "";
let folder = "";
let file = "";
/** The user whose sessions a restore changes. */
let restless: MadeUser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "konekte-load-"));
  file = path.join(folder, "all.sql.gz");
  restless = await makeHostilePast();
  await writeBackup(url, file);
});
afterAll(() => rm(folder, { recursive: true }));

test.runIf(role?.may)(
  "rows that break a constraint and a file that was replaced are rejected; nothing is loaded",
  async () => {
    const text = gunzipSync(await readFile(file)).toString();
    const { serverUrl, template } = inject("database");
    const name = uniqueName("konekte_loaded");
    const loaded = await createDatabase(serverUrl, name, template);
    const before = await contentOf(loaded);
    const sessionsOf = text.indexOf('COPY public."user_session"');
    const rows = text.slice(sessionsOf);
    const broken = {
      "a session without a user": rows.replace(restless.id, crypto.randomUUID()),
      "an ended session that is active": rows.replace(/\tf\t/, "\tt\t"),
      "a key twice": rows.replace(/\n(.*\n)/, "\n$1$1"),
    };
    for (const [defect, changed] of Object.entries(broken)) {
      await writeFile(
        path.join(folder, "broken"),
        sealed(text.slice(0, sessionsOf) + changed, defect === "a key twice"),
      );
      const verified = await readBackup(path.join(folder, "broken"));
      await expect(loadRows(loaded, path.join(folder, "broken"), verified), defect).rejects.toMatchObject({
        code: "impossible_rows",
        detail: { table: "user_session" },
      });
    }
    const verified = await readBackup(file);
    await expect(loadRows(loaded, path.join(folder, "broken"), verified)).rejects.toBeInstanceOf(Error);
    expect(await contentOf(loaded)).toEqual(before);
    await loadRows(loaded, file, verified); // the failed attempts left the database usable
    expect(await contentOf(loaded)).toEqual(await contentOf(url));
    await dropDatabase(serverUrl, name);
  },
);

/** Compresses a text after giving it a footer with its hash and, with `oneMore`, one session more. */
function sealed(text: string, oneMore: boolean): Buffer {
  const [, body = "", last = ""] = /^([\s\S]*\n)(.*)\n$/.exec(text) ?? [];
  const { rows = {} } = parseFooter(last) ?? {};
  if (oneMore) rows.user_session = (rows.user_session ?? 0) + 1;
  const sha256 = createHash("sha256").update(body).digest("hex");
  return gzipSync(`${body}${footerLine({ rows, sha256 })}\n`);
}
