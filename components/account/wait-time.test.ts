import { expect, test } from "vitest";
import { waitTime } from "./wait-time";

test.each([
  [15, 0, 15],
  ["59", 0, 59],
  [60, 1, 0],
  [61, 2, 0],
  [900, 15, 0],
  [0, 0, 1],
  [-5, 0, 1],
  [1e9, 15, 0],
  ["<script>", 15, 0],
  [undefined, 15, 0],
])("a wait of %s s is shown as %i min or %i s", (waitS, minutes, seconds) => {
  expect(waitTime(waitS)).toEqual({ minutes, seconds });
});
