import { z } from "zod";
import { isDay } from "@/lib/calendar/zone-days";
import { DEFAULT_TIMELINE_VIEW, MAX_MINUTE, ZOOMS } from "@/lib/reports/timeline/timeline-view";
import { ROLES } from "@/lib/roles";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");

/** The query of `GET /api/admin/timeline`. */
export const TimelineQuery = z.object({
  day: z.string().refine(isDay).nullable().default(null),
  role: z.enum(ROLES).nullable().default(null),
  all: flag.default(false),
});

/** Of a page's address, which anybody can write: what is no day is as if it were not there. */
export const LenientDay = TimelineQuery.shape.day.catch(null);

/** The page's address, as a `TimelineView`. */
export const TimelineViewQuery = z.object({
  day: LenientDay,
  role: TimelineQuery.shape.role.catch(null),
  all: TimelineQuery.shape.all.catch(false),
  zoom: z.enum(ZOOMS).catch(DEFAULT_TIMELINE_VIEW.zoom),
  at: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.int().max(MAX_MINUTE))
    .nullable()
    .catch(null),
  view: z.enum(["drawing", "table"]).catch(DEFAULT_TIMELINE_VIEW.view),
});
