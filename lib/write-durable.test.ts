import { link, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type Naming, openDraft, writeDurable } from "./write-durable";

vi.mock("node:fs/promises", { spy: true });
const real = await vi.importActual<typeof import("node:fs/promises")>("node:fs/promises");

let root = "";
let folder = "";
const inFolder = (name: string) => path.join(folder, name);
const files = async () => (await readdir(folder)).sort();
const writeText = (file: string, naming: Naming, text = "new") =>
  writeDurable(file, naming, (write) => write(text));

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "konekte-durable-"));
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(root, "case-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const NAMINGS = ["first", "new", "latest"] as const;

test.each(NAMINGS)(
  "a file with a free name, written as %s, is complete and only its owner can read it",
  async (naming) => {
    await writeDurable(inFolder("it"), naming, async (write) => {
      await write("text, ");
      await write(Buffer.from("bytes"));
    });
    expect(await readFile(inFolder("it"), "utf8")).toBe("text, bytes");
    expect((await stat(inFolder("it"))).mode & 0o777).toBe(0o600);
    expect(await files()).toEqual(["it"]);
  },
);

test.each<[Naming, string, { code: string } | null]>([
  ["first", "old", null],
  ["new", "old", { code: "EEXIST" }],
  ["latest", "new", null],
])("a file with a taken name, written as %s, leaves the %s one; failure %j", async (naming, one, failure) => {
  await writeFile(inFolder("it"), "old");
  const written = writeText(inFolder("it"), naming);
  if (failure) await expect(written).rejects.toMatchObject(failure);
  else await written;
  expect(await readFile(inFolder("it"), "utf8")).toBe(one);
  expect(await files()).toEqual(["it"]);
});

test.each(NAMINGS)("a file in a missing folder, written as %s, fails and makes no file", async (naming) => {
  await expect(writeText(inFolder("none/it"), naming)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await files()).toEqual([]);
});

test.each(NAMINGS)("an interrupted write as %s leaves the files that were there", async (naming) => {
  const cutShort = (file: string) =>
    writeDurable(file, naming, async (write) => {
      await write("half of");
      throw new Error("cut short");
    });
  await writeFile(inFolder("kept"), "old");
  await expect(cutShort(inFolder("kept"))).rejects.toThrow("cut short");
  await expect(cutShort(inFolder("it"))).rejects.toThrow("cut short");
  expect(await readFile(inFolder("kept"), "utf8")).toBe("old");
  expect(await files()).toEqual(["kept"]);
});

test("a draft has a private temporary name until it is kept, and keeps its content", async () => {
  const draft = await openDraft(inFolder("it"), "new");
  await draft.write("half of");
  const [aside = "", ...others] = await files();
  expect(aside).toMatch(/^it\..*\.partial$/);
  expect(others).toEqual([]);
  expect((await stat(inFolder(aside))).mode & 0o777).toBe(0o600);
  await draft.keep();
  await draft.discard();
  expect(await readFile(inFolder("it"), "utf8")).toBe("half of");
  expect(await files()).toEqual(["it"]);
});

test("concurrent writes as first leave one complete file", async () => {
  const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
  await Promise.all(texts.map((text) => writeText(inFolder("it"), "first", text)));
  expect(texts).toContain(await readFile(inFolder("it"), "utf8"));
  expect(await files()).toEqual(["it"]);
});

test("without links, a write as new renames the file and a write as first fails", async () => {
  const noLinks = Object.assign(new Error("no links"), { code: "EPERM" });
  vi.mocked(link).mockRejectedValueOnce(noLinks);
  await writeText(inFolder("it"), "new");
  vi.mocked(link).mockRejectedValueOnce(noLinks);
  await expect(writeText(inFolder("other"), "first")).rejects.toBe(noLinks);
  expect(await readFile(inFolder("it"), "utf8")).toBe("new");
  expect(await files()).toEqual(["it"]);
});

/* Negative control: `keep` without one of its syncs, without awaiting one, or in another order. */
test.each<[Naming, typeof link]>([
  ["first", link],
  ["new", link],
  ["latest", rename],
])("a write as %s syncs the file, then names it, then syncs its folder", async (naming, call) => {
  const done: string[] = [];
  const opened = async (...args: Parameters<typeof open>) => {
    const handle = await real.open(...args);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      await sync();
      done.push(`sync ${path.basename(String(args[0]))}`);
    };
    return handle;
  };
  vi.mocked(open).mockImplementationOnce(opened).mockImplementationOnce(opened);
  vi.mocked(call).mockImplementationOnce(async () => {
    done.push("named");
  });
  await writeDurable(inFolder("it"), naming, (write) => write("new"), { aside: inFolder("aside") });
  expect(done).toEqual(["sync aside", "named", `sync ${path.basename(folder)}`]);
});

test("a file whose folder can't be synced is kept; with mustSurvive the write fails", async () => {
  const unsynced = Object.assign(new Error("no folders"), { code: "EPERM" });
  for (const mustSurvive of [false, true]) {
    vi.mocked(open).mockImplementationOnce(real.open).mockRejectedValueOnce(unsynced);
    const written = writeDurable(inFolder("it"), "latest", (write) => write("new"), { mustSurvive });
    if (mustSurvive) await expect(written).rejects.toBe(unsynced);
    else await written;
  }
  expect(await readFile(inFolder("it"), "utf8")).toBe("new");
});

/* The writer that took the name may not have synced the folder yet. */
test("a write as first syncs the folder even when the name is taken", async () => {
  await writeFile(inFolder("it"), "old");
  vi.mocked(open).mockClear();
  await writeText(inFolder("it"), "first");
  expect(vi.mocked(open).mock.calls.map(([name]) => name)).toContain(folder);
});
