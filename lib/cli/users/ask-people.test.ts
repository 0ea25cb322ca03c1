import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askPeople } from "./ask-people";

/** A terminal at which somebody presses each key when what the one before has drawn stands there. */
function terminal(answers: string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
  let shown = "";
  let next: ReturnType<typeof setTimeout> | undefined;
  output.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
    clearTimeout(next);
    next = setTimeout(() => void input.write(answers.shift() ?? ""), 5); // after all that this key sets off
  });
  return { input, output, shown: () => shown };
}

const ENTER = "\r";
const DOWN = "\u001B[B";
const CTRL_C = "\u0003";
const nobody = async () => false;

test("asks for a person, field by field, and once more for another", async () => {
  const keys = ["marie", ENTER, "Marie Noël", ENTER, DOWN, ENTER, ENTER, ENTER, "y"];
  const more = ["jean", ENTER, "Jean", ENTER, ENTER, "jean@bureau.ht", ENTER, ENTER, "n"];
  const people = await askPeople(nobody, terminal([...keys, ...more]));
  expect(people).toEqual([
    { username: "marie", name: "Marie Noël", role: "ARCHIVES", email: "" },
    { username: "jean", name: "Jean", role: "SECRETAIRE", email: "jean@bureau.ht" },
  ]);
});

test("says what is wrong, and asks again; a name that is taken, too", async () => {
  const tty = terminal(["a b", ENTER, "\b", "\b", "b", ENTER, "cc", ENTER, CTRL_C]);
  expect(await askPeople(async (username) => username === "ab", tty)).toEqual([]);
  expect(tty.shown()).toContain("contient un caractère qui n'est pas permis");
  expect(tty.shown()).toContain("« ab » est déjà pris");
});

test("who stops keeps those who were confirmed", async () => {
  const tty = terminal(["marie", ENTER, "Marie", ENTER, ENTER, ENTER, ENTER, "y", "jean", ENTER, CTRL_C]);
  expect((await askPeople(nobody, tty)).map(({ username }) => username)).toEqual(["marie"]);
  expect(tty.shown()).toContain("les personnes déjà confirmées");
});
