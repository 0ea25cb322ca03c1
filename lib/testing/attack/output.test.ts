import { expect, test } from "vitest";
import { faultsOfOutput } from "./output";

const LINE = '{"level":30,"time":"2026-11-23T12:00:00.000Z","event":"sessions.expired","count":2}';

test("lines of the log are no fault", () => {
  expect(faultsOfOutput(`${LINE}\n${LINE.replace("30", "40")}\n`)).toEqual([]);
  expect(faultsOfOutput("")).toEqual([]);
});

test.each([
  ["plain text", ' ⨯ The requested resource isn\'t a valid image for "x"', /none of the log: " ⨯ The/],
  ["JSON without a level", '{"event":"x"}', /none of the log/],
  ["an escape sequence", `${LINE}\u001b[2J`, /control character/],
  ["a bell in a line of the log", LINE.replace("sessions", "\u0007"), /control character/],
  ["a carriage return", `${LINE}\r`, /control character/],
  ["a forged line", LINE.replace("sessions.expired", "forged.by.attack"), /forged line/],
])("%s is a fault", (_what, line, sentence) => {
  expect(faultsOfOutput(`${LINE}\n${line}\n${LINE}\n`)).toEqual([expect.stringMatching(sentence)]);
});

test("more than five faulty lines are counted", () => {
  const faults = faultsOfOutput("x\n".repeat(8));
  expect(faults).toHaveLength(6);
  expect(faults.at(-1)).toBe("3 more such lines were printed");
});
