import { expect, test } from "vitest";
import { formatsByZone } from "./formats-by-zone";

test("a zone's format is made once and shows the time of that zone", () => {
  const formatOf = formatsByZone("en-GB", { hour: "2-digit", minute: "2-digit" });
  const noon = new Date("2025-11-11T12:00:00Z");
  expect(formatOf("UTC").format(noon)).toBe("12:00");
  expect(formatOf("Asia/Kathmandu").format(noon)).toBe("17:45");
  expect(formatOf("UTC")).toBe(formatOf("UTC"));
});
