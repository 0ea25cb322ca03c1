import { expect, test } from "vitest";
import { batchLookup } from "./batch-lookup";

interface Session {
  name: string;
  open: boolean;
}

/** Makes a batch lookup of open sessions. A pause lasts until the test ends it. */
function makeLookup() {
  const lookups: string[][] = [];
  const pauses: (() => void)[] = [];
  const faults: Error[] = [];
  const lookUp = async (sessions: Session[]) => {
    lookups.push(sessions.map(({ name }) => name));
    const fault = faults.pop();
    if (fault) throw fault;
    return new Set(sessions.filter(({ open }) => open));
  };
  const pause = () => new Promise<void>((resolve) => pauses.push(resolve));
  const isOpen = batchLookup(lookUp, ({ name }) => name, pause);
  const endPause = () => pauses.shift()?.();
  return { isOpen, lookups, faults, endPause };
}

const session = (name: string, open = true): Session => ({ name, open });

test("a lone caller is answered at once; callers during the pause share the next lookup", async () => {
  const { isOpen, lookups, endPause } = makeLookup();
  expect(await isOpen(session("first"))).toBe(true);
  const answers = Promise.all([isOpen(session("a")), isOpen(session("b", false)), isOpen(session("c"))]);
  expect(lookups).toEqual([["first"]]);
  endPause();
  expect(await answers).toEqual([true, false, true]);
  expect(lookups).toEqual([["first"], ["a", "b", "c"]]);
});

test("a change made before the lookup starts is in its answer", async () => {
  const { isOpen, endPause } = makeLookup();
  await isOpen(session("first"));
  const changed = session("changed");
  const answer = isOpen(changed);
  changed.open = false;
  endPause();
  expect(await answer).toBe(false);
});

test("a failed lookup rejects all callers of its batch, and the next lookup still runs", async () => {
  const { isOpen, lookups, faults, endPause } = makeLookup();
  faults.push(new Error("no database"));
  const outcomes = await Promise.allSettled([isOpen(session("a")), isOpen(session("b"))]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const answer = isOpen(session("c"));
  endPause();
  expect(await answer).toBe(true);
  expect(lookups).toEqual([["a", "b"], ["c"]]);
});

test("keys beyond the maximum batch are rejected, and the others are answered", async () => {
  const { isOpen, endPause } = makeLookup();
  await isOpen(session("first"));
  const many = Array.from({ length: 20_000 }, (_, n) => isOpen(session(`one of many ${n}`)));
  await expect(isOpen(session("one too many"))).rejects.toMatchObject({ code: "unavailable" });
  endPause();
  expect(new Set(await Promise.all(many))).toEqual(new Set([true]));
});

test("callers with the same id share one place, so that they leave places to others", async () => {
  const { isOpen, lookups, endPause } = makeLookup();
  await isOpen(session("first"));
  const many = Array.from({ length: 20_000 }, () => isOpen(session("one of many")));
  const other = isOpen(session("other"));
  endPause();
  expect(await other).toBe(true);
  expect(new Set(await Promise.all(many))).toEqual(new Set([true]));
  expect(lookups[1]).toEqual(["one of many", "other"]);
});
