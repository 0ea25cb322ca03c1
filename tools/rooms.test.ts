import { expect, test } from "vitest";
import { circlesOfRooms, crowdedRooms } from "./rooms";

const imports = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }));

test("imports in one direction make no circle", () => {
  expect(
    circlesOfRooms(
      imports(["lib/a/b/x.ts", "lib/a/y.ts"], ["lib/a/y.ts", "lib/c/z.ts"], ["lib/a/b/x.ts", "lib/c/z.ts"]),
    ),
  ).toEqual([]);
});

test("a room and its sub-room that import each other make a circle, without their importers", () => {
  expect(
    circlesOfRooms(
      imports(
        ["app/page.tsx", "lib/a/y.ts"],
        ["lib/a/b/x.ts", "lib/a/y.ts"],
        ["lib/a/b/x.ts", "lib/a/z.ts"],
        ["lib/a/w.ts", "lib/a/b/v.ts"],
        ["lib/a/w.ts", "lib/c/z.ts"],
      ),
    ),
  ).toEqual([
    "lib/a → lib/a/b (1): lib/a/w.ts → lib/a/b/v.ts",
    "lib/a/b → lib/a (2): lib/a/b/x.ts → lib/a/y.ts",
  ]);
});

test("a circle over three rooms is found", () => {
  const circle = imports(["a/x.ts", "b/x.ts"], ["b/y.ts", "c/x.ts"], ["c/y.ts", "a/y.ts"]);
  expect(circlesOfRooms(circle)).toHaveLength(3);
});

test("a test may import in any direction", () => {
  expect(circlesOfRooms(imports(["a/x.test.ts", "b/x.ts"], ["b/x.ts", "a/y.ts"]))).toEqual([]);
});

test.each([
  [35, 0],
  [36, 1],
])("a folder of %i code files makes %i complaints", (count, complaints) => {
  const files = Array.from({ length: count }, (_, index) => `lib/a/file-${index}.ts`);
  const beside = ["lib/a/file-1.test.ts", "lib/a/picture.png", "lib/a/b/deeper.ts"];
  expect(crowdedRooms([...files, ...beside])).toHaveLength(complaints);
});
