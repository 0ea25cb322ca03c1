import type { Limit } from "@/lib/server/turns";

/**
 * Requests of one session from one network. A browser has six connections, and a page needs two or three of
 * them; the database has ten. With 200 at once, everybody else waited thirteen seconds.
 */
const OF_NETWORK: Limit = { atOnce: 4, waiting: 60, turnMs: null };
/**
 * Requests of one session from all networks. A copy of the cookie that is used in one other network leaves
 * two turns to the owner. One that is used in many networks leaves none, but takes no more from everybody
 * else.
 */
const OF_SESSION: Limit = { atOnce: 6, waiting: 60, turnMs: null };
/**
 * Requests of one session in their first second, because one that takes longer waits for something. One
 * thread makes all pages: beside fifty connections of one session that ask for long lists, the page of
 * another user takes 0.2 to 0.3 s; with six at once it took 0.4 to 0.5 s.
 */
const OF_SESSION_YOUNG: Limit = { atOnce: 2, waiting: 60, turnMs: 1_000 };
/**
 * The same for all sessions of one user. A cookie counts also when its session has ended, and a user can have
 * hundreds of them. A copy of one leaves two turns to the owner.
 */
const OF_USER_YOUNG: Limit = { atOnce: 4, waiting: 500, turnMs: 1_000 };
/**
 * Time from its beginning in which a short request counts: one without a session, a form, or a sign-out.
 * Their answers take some milliseconds each; one that takes longer hangs, and must not keep others out.
 */
const SHORT_MS = 200;
/** Short requests from one network. In an office that comes in the morning, many wait. */
const SHORT_OF_NETWORK: Limit = { atOnce: 2, waiting: 500, turnMs: SHORT_MS };
/**
 * Short requests from all networks. Beside a hundred connections of strangers that ask for pages, the page of
 * a user takes up to 0.6 s; with eight at once it took 1.1 s.
 */
const SHORT_OF_ALL: Limit = { atOnce: 4, waiting: 2_000, turnMs: SHORT_MS };

/** Requests with the same values take turns with each other. */
export type SharedTurns = {
  /** Network of the client. */
  network: string;
} & (
  | { kind: "stranger" | "monitor" }
  // A browser with a device cookie of ours: somebody has signed in there before.
  | { kind: "known-browser" }
  // A form that a gate has passed. Its body has arrived.
  | { kind: "form"; path: string }
  // Sign-outs have turns of their own, because they must not wait for requests that hang.
  | { kind: "session" | "sign-out"; session: string; userId: string }
);

/** Returns the turns that a request takes, in order, each with its key. */
export function limitsOf(shared: SharedTurns): [key: string, limit: Limit][] {
  const { network } = shared;
  if (shared.kind === "session") {
    const { session, userId } = shared;
    return [
      [`${session} ${network}`, OF_NETWORK],
      [session, OF_SESSION],
      [`young ${session}`, OF_SESSION_YOUNG],
      [`user ${userId}`, OF_USER_YOUNG],
    ];
  }
  const key = shortKeyOf(shared);
  const limits: [key: string, limit: Limit][] = [
    [`${key} ${network}`, SHORT_OF_NETWORK],
    [key, SHORT_OF_ALL],
  ];
  if (shared.kind === "sign-out") limits.push([`sign-out user ${shared.userId}`, SHORT_OF_ALL]);
  return limits;
}

function shortKeyOf(shared: SharedTurns): string {
  if (shared.kind === "form") return `form ${shared.path}`;
  return shared.kind === "sign-out" ? `sign-out ${shared.session}` : shared.kind;
}
