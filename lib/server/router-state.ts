import { z } from "zod";

/** Header in which a page of Next says what it shows already. */
export const ROUTER_STATE_HEADER = "next-router-state-tree";

/** The product's pages have ten levels at most. Next reads the levels by recursion. */
const MAX_LEVELS = 32;

const Segment = z.union([
  z.string(),
  z.tuple([z.string(), z.string(), z.enum(["c", "oc", "d"]), z.array(z.string()).nullable()]),
]);
/** A level of Next's `FlightRouterState`: its segment, the levels below it by name, and optional values. */
const Level = z.tuple([
  Segment,
  z.custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value)),
  z.tuple([z.string(), z.string()]).nullish(),
  z.enum(["refetch", "inside-shared-layout", "metadata-only"]).nullish(),
  z.number().nullish(),
  z.string().optional(),
]);

/**
 * Returns whether Next can read this value of {@link ROUTER_STATE_HEADER}. It answers 500 to a value that it
 * can't read, and with the whole page to a request without the header.
 */
export function isRouterState(text: string): boolean {
  try {
    return isTree(JSON.parse(decodeURIComponent(text)), MAX_LEVELS);
  } catch {
    return false;
  }
}

function isTree(value: unknown, levels: number): boolean {
  const level = Level.safeParse(value);
  if (!level.success || levels === 0) return false;
  return Object.values(level.data[1]).every((below) => isTree(below, levels - 1));
}
