import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { askUsers } from "./ask-users";

/** What is waited for, and the keys that are pressed when it stands there. */
type Step = [shown: string, keys: string];

/** A terminal at which somebody reads before they press a key. */
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
const nobody = async () => false;

const typed = (question: string, text: string): Step[] => [
  [question, text],
  [text, ENTER],
];

test("asks for a person, field by field, and once more for another", async () => {
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
  expect(await askUsers(nobody, terminal(steps))).toEqual([
    { username: "marie", name: "Marie Noël", role: "ARCHIVES", email: "" },
    { username: "jean", name: "Jean", role: "SECRETAIRE", email: "jean@bureau.ht" },
  ]);
});

test("says what is wrong, and asks again; a name that is taken, too", async () => {
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

test("who stops keeps those who were confirmed", async () => {
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
  expect((await askUsers(nobody, tty)).map(({ username }) => username)).toEqual(["marie"]);
  expect(tty.shown()).toContain("les personnes déjà confirmées");
});
