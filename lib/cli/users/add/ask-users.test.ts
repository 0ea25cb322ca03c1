import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { askUsers } from "./ask-users";

/** A text to wait for, and the keys to press once it is shown. */
type Step = [awaited: string, keys: string];

/** A terminal that presses the keys of a step when its text is shown. */
function terminal(steps: Step[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
  let shown = "";
  let read = 0;
  output.on("data", (chunk: Buffer) => {
    shown += stripVTControlCharacters(chunk.toString());
    const [awaited, keys] = steps[0] ?? [];
    if (awaited === undefined || !shown.slice(read).includes(awaited)) return;
    steps.shift();
    read = shown.length;
    setImmediate(() => input.write(keys));
  });
  return { input, output, shown: () => shown };
}

const ENTER = "\r";
const DOWN = "\u001B[B";
const CTRL_C = "\u0003";
const CLEAR = "\u0015";
const noneTaken = async () => false;

const typed = (question: string, text: string): Step[] => [
  [question, text],
  [text, ENTER],
];

test("asks for the fields of a user, then for those of another one", async () => {
  const steps: Step[] = [
    ...typed("Nom d'utilisateur", "marie"),
    ...typed("Nom, tel", "Marie Noël"),
    ["Rôle", DOWN],
    ["Archives", ENTER],
    ["e-mail", ENTER],
    ["Ajouter Marie", ENTER],
    ["encore une personne", "y"],
    ...typed("Nom d'utilisateur", "jean"),
    ...typed("Nom, tel", "Jean"),
    ["Rôle", ENTER],
    ...typed("e-mail", "jean@bureau.ht"),
    ["Ajouter Jean", ENTER],
    ["encore une personne", "n"],
  ];
  expect(await askUsers(noneTaken, terminal(steps))).toEqual([
    { username: "marie", name: "Marie Noël", role: "ARCHIVES", email: "" },
    { username: "jean", name: "Jean", role: "SECRETAIRE", email: "jean@bureau.ht" },
  ]);
});

test("a wrong or taken username is reported and asked for again", async () => {
  const tty = terminal([
    ...typed("Nom d'utilisateur", "a b"),
    ["n'est pas permis", CLEAR],
    ["Nom d'utilisateur", "ab"],
    ["ab", ENTER],
    ["« ab » est déjà pris", ""],
    ["Nom d'utilisateur", CTRL_C],
  ]);
  expect(await askUsers(async (username) => username === "ab", tty)).toEqual([]);
  expect(tty.shown()).toContain("« ab » est déjà pris");
});

test("an interruption keeps the users confirmed so far", async () => {
  const tty = terminal([
    ...typed("Nom d'utilisateur", "marie"),
    ...typed("Nom, tel", "Marie"),
    ["Rôle", ENTER],
    ["e-mail", ENTER],
    ["Ajouter Marie", ENTER],
    ["encore une personne", "y"],
    ...typed("Nom d'utilisateur", "jean"),
    ["Nom, tel", CTRL_C],
  ]);
  expect((await askUsers(noneTaken, tty)).map(({ username }) => username)).toEqual(["marie"]);
  expect(tty.shown()).toContain("les personnes déjà confirmées");
});
