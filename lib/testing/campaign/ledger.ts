import type { Answered } from "@/lib/simulator/browser";

/**
 * The acknowledgements that simulated users received, and observations from outside. Instants are of this
 * machine, in ms.
 */
export interface Ledger {
  /** Sign-ins whose response had a session cookie. */
  signIns: { sessionKey: string }[];
  /** Acknowledged sign-outs, from the first request to the response that cleared the cookie. */
  signOuts: { sessionKey: string; from: number; to: number }[];
  /** Sessions whose revocation was acknowledged to the administrator, and when. */
  revocations: { sessionKey: string; at: number }[];
  answers: (Answered & { sessionKey: string | null; instance: string })[];
  /**
   * One page requested at the same time of an instance with tracking (`on`) and of one without (`off`), as
   * readPage returns it.
   */
  twins: { fault: string; path: string; expected: number; on: string; off: string }[];
  /**
   * State of the surviving instance after each fault. `pid` is 0 when it is dead; `live`: a stream opened at
   * the beginning reports live updates.
   */
  health: { after: string; pid: number; ready: boolean; live: boolean }[];
  /** Number of sign-outs that were still spooled 10 s after the database was back. */
  spooled: { after: string; count: number }[];
  /** Highest number of spooled sign-outs during an outage. */
  mostSpooled: number;
  /** Faults that could not be caused: without them the campaign proves nothing. */
  unmade: { fault: string; why: string }[];
  /** Periods in which an instance was dead or starting: a missing response is excused then. */
  deaths: { instance: string; from: number; to: number }[];
}

/** Returns an empty ledger. */
export function openLedger(): Ledger {
  return {
    signIns: [],
    signOuts: [],
    revocations: [],
    answers: [],
    twins: [],
    health: [],
    spooled: [],
    mostSpooled: 0,
    unmade: [],
    deaths: [],
  };
}

/** A session in the database at the end of the campaign, with the number of its events. */
export interface SessionRecord {
  sessionKey: string;
  logoutTime: Date | null;
  endReason: string | null;
  opened: number;
  ended: number;
}
