import { expect, test } from "vitest";
import { batchLookup } from "./batch-lookup";

interface Person {
  name: string;
  open: boolean;
}

/** Asks who is open; a pause ends when the test says so. */
function table() {
  const questions: string[][] = [];
  const pauses: (() => void)[] = [];
  const faults: Error[] = [];
  const ask = async (people: Person[]) => {
    questions.push(people.map(({ name }) => name));
    const fault = faults.pop();
    if (fault) throw fault;
    return new Set(people.filter(({ open }) => open));
  };
  const isOpen = batchLookup(ask, () => new Promise<void>((resolve) => pauses.push(resolve)));
  const endPause = () => pauses.shift()?.();
  return { isOpen, questions, faults, endPause };
}

const person = (name: string, open = true): Person => ({ name, open });

test("who comes alone is answered at once; who comes in the pause is asked with the others, each for themselves", async () => {
  const { isOpen, questions, endPause } = table();
  expect(await isOpen(person("first"))).toBe(true);
  const answers = Promise.all([
    isOpen(person("a")),
    isOpen(person("b", false)),
    isOpen(person("a", false)), // of the same name, with another answer
  ]);
  expect(questions).toEqual([["first"]]);
  endPause();
  expect(await answers).toEqual([true, false, false]);
  expect(questions).toEqual([["first"], ["a", "b", "a"]]);
});

test("what changes before the question is in its answer", async () => {
  const { isOpen, endPause } = table();
  await isOpen(person("first"));
  const anna = person("anna");
  const asked = isOpen(anna);
  anna.open = false;
  endPause();
  expect(await asked).toBe(false);
});

test("a question that fails fails for all who asked, and the next one is asked", async () => {
  const { isOpen, questions, faults, endPause } = table();
  faults.push(new Error("away"));
  const outcomes = await Promise.allSettled([isOpen(person("a")), isOpen(person("b"))]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const asked = isOpen(person("c"));
  endPause();
  expect(await asked).toBe(true);
  expect(questions).toEqual([["a", "b"], ["c"]]);
});

test("too many are refused, and the others answered", async () => {
  const { isOpen, endPause } = table();
  await isOpen(person("first"));
  const many = Array.from({ length: 20_000 }, () => isOpen(person("one of many")));
  await expect(isOpen(person("one too many"))).rejects.toMatchObject({ code: "unavailable" });
  endPause();
  expect(new Set(await Promise.all(many))).toEqual(new Set([true]));
});
