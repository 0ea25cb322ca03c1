import { expect, test } from "vitest";
import { takeSlot } from "./export-slots";

const admin = (userId: string) => takeSlot({ userId, role: "ADMIN" });
const staff = (userId: string) => takeSlot({ userId, role: "ARCHIVES" });

test("two at once for a person, four for administrators, two for everybody else, and one more when one is done", () => {
  const first = admin("a");
  const others = [admin("a"), admin("b")];
  expect(() => admin("a")).toThrow("too_many");
  others.push(admin("b"));
  expect(() => admin("c")).toThrow("too_many");
  first();
  first(); // gives back no place of another
  others.push(admin("c"));
  expect(() => admin("d")).toThrow("too_many");
  others.push(staff("d"), staff("e"));
  expect(() => staff("f")).toThrow("too_many");
  for (const release of others) release();
  admin("a")();
});
