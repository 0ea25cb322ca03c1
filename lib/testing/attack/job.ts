import { z } from "zod";

const Account = z.object({ username: z.string(), password: z.string() });
/** Value of the Cookie header of an open session. */
const Cookie = z.string();

/** The order to the process of the attackers: one attack, and everything that it needs to know. */
export const Job = z.object({
  attack: z.string(),
  port: z.int(),
  durationMs: z.int().max(60_000),
  seed: z.int(),
  /** Fewer connections and requests, for `--short`. */
  small: z.boolean(),
  /** Address of the honest people, at which some attackers are, too. */
  office: z.string(),
  /** Addresses of attackers alone. */
  elsewhere: z.array(z.string()).min(1),
  /** Names of the honest people who sign in meanwhile. */
  honestNames: z.array(z.string()),
  /** Names of users who do not sign in. */
  otherNames: z.array(z.string()),
  administrator: z.object({ cookie: Cookie, userId: z.string(), username: z.string() }),
  /** A secretary with a long history. */
  secretary: z.object({ cookie: Cookie }),
  /** Two accounts that attackers know: of a secretary who attacks, and of the one whom she attacks. */
  insider: Account,
  victim: Account,
  /** Path of a static file. */
  chunk: z.string(),
});
export type Job = z.infer<typeof Job>;

/** Answers and faults that the attackers saw. */
export const JobResult = z.object({
  /** Answers by status; `none`: there was no whole answer. */
  answers: z.record(z.string(), z.int()),
  /** Answers that no client may get, with their number. */
  faults: z.record(z.string(), z.int()),
  /** Lines for the reader. */
  facts: z.array(z.string()),
});
export type JobResult = z.infer<typeof JobResult>;
