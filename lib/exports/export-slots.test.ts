import { expect, test } from "vitest";
import { takeSlot } from "./export-slots";

const admin = (userId: string) => takeSlot({ userId, role: "ADMIN" });
const staff = (userId: string) => takeSlot({ userId, role: "ARCHIVES" });

test("a user has two slots, administrators four and others two; a released slot is free again", () => {
  const first = admin("a");
  const others = [admin("a"), admin("b")];
  expect(() => admin("a")).toThrow("too_many");
  others.push(admin("b"));
  expect(() => admin("c")).toThrow("too_many");
  first();
  first(); // releases no other slot
  others.push(admin("c"));
  expect(() => admin("d")).toThrow("too_many");
  others.push(staff("d"), staff("e"));
  expect(() => staff("f")).toThrow("too_many");
  for (const release of others) release();
  admin("a")();
});
