import { z } from "zod";
import { isDay } from "@/lib/calendar/zone-days";
import { ROLES } from "@/lib/roles";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");

/** The query of `GET /api/admin/timeline`. */
export const TimelineQuery = z.object({
  day: z.string().refine(isDay).nullable().default(null),
  role: z.enum(ROLES).nullable().default(null),
  all: flag.default(false),
});
