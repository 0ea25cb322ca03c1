import { z } from "zod";
import { ActiveUsers } from "@/lib/sessions/session-row";

const Instant = z.iso.datetime({ offset: true });
const count = z.int().nonnegative();

/** The body of `GET /api/admin/dashboard`; the page is rendered from the same. Instants are RFC 3339, with the offset of the organisation. */
export const Dashboard = z.object({
  generatedAt: Instant,
  counts: ActiveUsers.shape.counts,
  today: z.object({
    /** When the day began where the organisation is. */
    since: Instant,
    signIns: count,
    refused: count,
  }),
  /** The latest endings, those first that ended last. */
  recent: z.array(ActiveUsers.shape.recent.shape.rows.element),
  lastDay: z.object({
    /** The instant that `people[0]` is of. */
    from: Instant,
    stepMs: z.int().positive(),
    /** How many people were connected at `from`, a step later, and so on until the last full step before `generatedAt`. */
    people: z.array(count),
  }),
});

export type Dashboard = z.infer<typeof Dashboard>;
