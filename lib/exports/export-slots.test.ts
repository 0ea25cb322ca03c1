import { expect, test } from "vitest";
import { takeSlot } from "./export-slots";

const admin = (userId: string) => takeSlot({ userId, role: "ADMIN" });
const staff = (userId: string) => takeSlot({ userId, role: "ARCHIVES" });

test("a user has one slot, administrators four and others two; a released slot is free again", () => {
  const first = admin("a");
  expect(() => admin("a")).toThrow(expect.objectContaining({ code: "too_many", detail: { waitS: "30" } }));
  expect(() => staff("a")).toThrow("too_many"); // with a role that changed meanwhile
  const others = [admin("b"), admin("c"), admin("d")];
  expect(() => admin("e")).toThrow("too_many");
  first();
  first(); // releases no other slot
  others.push(admin("a"));
  expect(() => admin("e")).toThrow("too_many");
  others.push(staff("f"), staff("g"));
  expect(() => staff("h")).toThrow("too_many");
  for (const release of others) release();
  admin("a")();
});
