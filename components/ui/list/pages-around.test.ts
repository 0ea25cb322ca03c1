import { expect, test } from "vitest";
import { pagesAround } from "./pages-around";

test.each([
  [1, 1, [1]],
  [1, 2, [1, 2]],
  [2, 3, [1, 2, 3]],
  [1, 9, [1, 2, 9]],
  [5, 9, [1, 4, 5, 6, 9]],
  [9, 9, [1, 8, 9]],
])("page %i of %i shows the page numbers %j", (page, last, expected) => {
  expect(pagesAround(page, last)).toEqual(expected);
});
