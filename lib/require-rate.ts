import { type ActionRate, takeFromRate } from "@/lib/action-rate";
import { AppError } from "@/lib/errors";
import { processWide } from "@/lib/process-wide";
import { countRefused } from "@/lib/refused-requests";
import type { System, Viewer } from "@/lib/viewer";

/**
 * The actions by which one signed-in user can add rows that nobody can delete, and how often a user may do
 * each. An instance counts for itself. These need no rate here:
 *
 * - A sign-in has a rate of its own (lib/auth/sign-in/sign-in-rate.ts). It also bounds sign-outs, revocations
 *   and every other ending, because each ends a session that was opened.
 * - A change of the network or the browser is recorded once an hour (lib/sessions/contact/write-contacts.ts).
 * - Refused sign-ins are counted by the quarter of an hour; known browsers are at most ten for each user.
 * - Preferences are cookies.
 */
const RATES = {
  /** A file. All lists in all formats are eighteen; then one every half a minute is a file of some rows. */
  export: { burst: 20, everyMs: 30_000 },
  /** A form of one's own account, after the right password. Few have two reasons in a day. */
  password: { burst: 5, everyMs: 60_000 },
  /** An account that is added or changed by hand, also as one of a selection of up to 100. */
  account: { burst: 1_000, everyMs: 2_000 },
  /** A line of an import that adds or changes an account. The largest file has 100 000. */
  import: { burst: 200_000, everyMs: 1_000 },
  /** A history that is viewed for the first time in an hour. */
  view: { burst: 500, everyMs: 5_000 },
} as const satisfies Record<string, ActionRate>;

type RatedAction = keyof typeof RATES;

/** More buckets than users act within an hour. */
const MAX_BUCKETS = 20_000;

/** The instant at which each bucket is full again, by `performance.now()`. */
const buckets = processWide("action-rates", () => new Map<string, number>());

/**
 * Takes an action from the rate of its user. It counts also when the action fails later. The program itself
 * has no rate.
 *
 * @param count - number of rows that the action adds
 * @throws AppError `too_many` with the `reason` `rate` and the wait in `waitS`
 */
export function requireRate(
  by: Pick<Viewer, "userId"> | System,
  action: RatedAction,
  count = 1,
  now = performance.now(),
): void {
  const waitMs = takeAction(by, action, count, now);
  if (waitMs > 0) throw new AppError("too_many", { reason: "rate", waitS: String(Math.ceil(waitMs / 1000)) });
}

/** Takes an action like {@link requireRate}, and returns whether the user may do it. */
export function mayAct(by: Pick<Viewer, "userId">, action: RatedAction): boolean {
  return takeAction(by, action, 1, performance.now()) === 0;
}

/** @returns the wait (ms); 0: the action is taken */
function takeAction(
  by: Pick<Viewer, "userId"> | System,
  action: RatedAction,
  count: number,
  now: number,
): number {
  if ("system" in by || count === 0) return 0;
  const key = `${action} ${by.userId}`;
  const taken = takeFromRate(RATES[action], buckets.get(key) ?? now, count, now);
  if ("waitMs" in taken) {
    countRefused("limit");
    return taken.waitMs;
  }
  if (buckets.size >= MAX_BUCKETS) removeFullest();
  buckets.set(key, taken.fullAt);
  return 0;
}

/** Removes the half of the buckets that is full soonest, so that the next removal is far away. */
function removeFullest(): void {
  const soonestFirst = [...buckets].toSorted(([, one], [, other]) => one - other);
  for (const [key] of soonestFirst.slice(0, MAX_BUCKETS / 2)) buckets.delete(key);
}
