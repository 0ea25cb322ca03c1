import { describe, expect, test } from "vitest";
import type { Arrival, Way } from "./honest";
import { judge, type Measured, percentile } from "./judge";

/** An honest person who got in after so many milliseconds; null: never. */
const arrival = (way: Way, ms: number | null): Arrival => ({
  way,
  ms,
  said: ms === null ? '401 {"error":"CredentialsSignin"}' : "",
  device: null,
});

/** Judges an attack that a correct product has withstood, after an optional change. */
function judgeAttack(form: "long" | "short", change: (measured: Measured) => void = () => {}): string[] {
  const phase = (): Measured["before"] => ({
    noticed: {
      arrivals: (["known", "new", "code"] as const).flatMap((way) =>
        Array.from({ length: 20 }, () => arrival(way, 300)),
      ),
      loads: (["/admin", "/me", "/api/contact"] as const).flatMap((path) =>
        Array.from({ length: 30 }, () => ({ path, ms: 50 })),
      ),
      complaints: [],
    },
    held: { memoryMiB: 400, descriptors: 60 },
  });
  const measured = {
    attack: "a flood",
    before: phase(),
    during: phase(),
    after: phase(),
    faults: [],
    alive: true,
  };
  change(measured);
  return judge(measured, form);
}

const replaceArrivals = (way: Way, count: number, ms: number | null) => (measured: Measured) => {
  const { arrivals } = measured.during.noticed;
  const others = arrivals.filter((each) => each.way !== way);
  const changed = arrivals
    .filter((each) => each.way === way)
    .map((each, n) => (n < count ? arrival(way, ms) : each));
  measured.during.noticed.arrivals = [...others, ...changed];
};

const replaceLoads =
  (path: "/admin" | "/me" | "/api/contact", count: number, ms: number | null) => (measured: Measured) => {
    const loads = measured.during.noticed.loads.filter((each) => each.path === path);
    for (const each of loads.slice(0, count)) each.ms = ms;
  };

/* Changes of the product that turn the campaign red are the attacks themselves: each one was found by it. */
test.each(["long", "short"] as const)("a product that withstands an attack misses no goal (%s)", (form) => {
  expect(judgeAttack(form)).toEqual([]);
});

test("the long form misses a goal when a GiB more is held at any time, and no less", () => {
  const hold = (memoryMiB: number) =>
    judgeAttack("long", (m) => void Object.assign(m.during.held, { memoryMiB }));
  expect(hold(1_424)).toEqual([]);
  expect(hold(1_425).join()).toMatch(/memory 400 MiB before, 1425 MiB at most/);
});

describe("both forms miss a goal", () => {
  test.each<[cause: string, change: (measured: Measured) => void, sentence: RegExp]>([
    [
      "when the product has ended",
      (m) => void Object.assign(m, { alive: false }),
      /^a flood: the product ended/,
    ],
    [
      "when an attacker got a 500",
      (m) => void m.faults.push("an answer 500 to TRACE /login"),
      /^a flood: an answer 500 to TRACE \/login/,
    ],
    [
      "when an honest person got a 500",
      (m) => void m.during.noticed.complaints.push("/me: an answer 500"),
      /an honest person got \/me: an answer 500/,
    ],
    [
      "when an honest person got a 500 a minute later",
      (m) => void m.after.noticed.complaints.push("/me: an answer 500"),
      /an honest person got/,
    ],
    [
      "when no honest person came",
      (m) => void Object.assign(m.during.noticed, { arrivals: [] }),
      /no honest person/,
    ],
    [
      "when no page was opened",
      (m) => void Object.assign(m.during.noticed, { loads: [] }),
      /no honest person/,
    ],
  ])("%s", (_cause, change, sentence) => {
    for (const form of ["long", "short"] as const)
      expect(judgeAttack(form, change).join("\n"), form).toMatch(sentence);
  });
});

describe("the long form misses a goal, and the short form none", () => {
  test.each<[cause: string, change: (measured: Measured) => void, sentence: RegExp]>([
    ["when two of twenty get in after 11 s", replaceArrivals("new", 2, 11_000), /18 of 20 got in .*\(new\)/],
    ["when a page takes 1.1 s", replaceLoads("/admin", 1, 1_100), /\/admin took 1100 ms at p99/],
    ["when a page of staff takes 1 s", replaceLoads("/me", 1, 1_000), /\/me took 1000 ms/],
    [
      "when a page takes 1 s before the attack",
      (m) => void m.before.noticed.loads.push({ path: "/admin", ms: 1_000 }),
      /1000 ms before the attack: the machine has other work/,
    ],
    [
      "when 11 % more memory is left",
      (m) => void Object.assign(m.after.held, { memoryMiB: 444 }),
      /memory 400 MiB before, 444 MiB a minute after/,
    ],
    [
      "when 11 descriptors more are left",
      (m) => void Object.assign(m.after.held, { descriptors: 71 }),
      /60 descriptors before, 71 a minute after/,
    ],
  ])("%s", (_cause, change, sentence) => {
    expect(judgeAttack("long", change).join("\n")).toMatch(sentence);
    expect(judgeAttack("short", change)).toEqual([]);
  });
});

describe("the short form misses a goal", () => {
  test.each<[cause: string, change: (measured: Measured) => void, sentence: RegExp]>([
    [
      "when one of twenty never gets in",
      replaceArrivals("code", 1, null),
      /1 of 20 never got in \(code\).*401/,
    ],
    ["when a page is not answered", replaceLoads("/me", 1, null), /1 of 90 pages were not answered/],
    ["when contact is not answered", replaceLoads("/api/contact", 1, null), /1 of 90 pages/],
    [
      "when an attack takes 251 MiB",
      (m) => void Object.assign(m.during.held, { memoryMiB: 651 }),
      /memory 400 MiB before, 651 MiB at most/,
    ],
    [
      "when an attack takes 1 001 descriptors",
      (m) => void Object.assign(m.during.held, { descriptors: 1_061 }),
      /60 descriptors before, 1061 at most/,
    ],
    [
      "when 26 descriptors more are left",
      (m) => void Object.assign(m.after.held, { descriptors: 86 }),
      /60 descriptors before, 86 left/,
    ],
  ])("%s", (_cause, change, sentence) => {
    expect(judgeAttack("short", change).join("\n")).toMatch(sentence);
  });
});

test("one of twenty may be late, and contact that is not noted in one of thirty is no miss", () => {
  expect(judgeAttack("long", replaceArrivals("known", 1, null))).toEqual([]);
  expect(judgeAttack("long", replaceLoads("/api/contact", 1, null))).toEqual([]);
  expect(judgeAttack("long", replaceLoads("/api/contact", 2, null)).join()).toMatch(/28 of 30 contacts/);
});

test("a percentile is a value of the list, and the 99th of fewer than a hundred is the longest", () => {
  const values = [5, 1, 4, 2, 3];
  expect(percentile(values, 0.5)).toBe(3);
  expect(percentile(values, 0.99)).toBe(5);
  expect(percentile([], 0.99)).toBe(0);
});
