import { z } from "zod";
import { ActiveUsers } from "@/lib/sessions/session-row";

const Instant = z.iso.datetime({ offset: true });
const count = z.int().nonnegative();

/**
 * The body of `GET /api/admin/dashboard`; the page is rendered from the same data. Instants are RFC 3339 with
 * the organisation's offset.
 */
export const Dashboard = z.object({
  generatedAt: Instant,
  counts: ActiveUsers.shape.counts,
  today: z.object({
    /** The start of the day in the organisation's zone. */
    since: Instant,
    signIns: count,
    refused: count,
  }),
  /** The sessions that ended last, the latest first. */
  recent: z.array(ActiveUsers.shape.recent.shape.rows.element),
  lastDay: z.object({
    /** The instant of `people[0]`. */
    from: Instant,
    stepMs: z.int().positive(),
    /**
     * Number of connected people at `from` and at each step after it, up to the last step before
     * `generatedAt`.
     */
    people: z.array(count),
  }),
});

export type Dashboard = z.infer<typeof Dashboard>;
