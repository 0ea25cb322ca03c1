import type { Answered } from "@/lib/simulator/browser";

/** What people outside the application were told, as they heard it; instants are of this machine, ms. */
export interface Ledger {
  /** A cookie was given. */
  signIns: { sessionKey: string }[];
  /** The sign-in page was shown after "sign out": from the first try to the answer that said so. */
  signOuts: { sessionKey: string; from: number; to: number }[];
  /** Sessions that an administrator was told have ended. */
  revocations: { sessionKey: string; at: number }[];
  answers: (Answered & { sessionKey: string | null; instance: string })[];
  /** One page at one moment, asked of an instance with tracking and of one without: status and content, without what differs each time. */
  twins: { fault: string; path: string; expected: number; on: string; off: string }[];
  /** What the instance that nobody kills said of itself, each time that it had to be well; `live`: so did a stream that it has held all the time. */
  health: { after: string; pid: number; ready: boolean; live: boolean }[];
  /** Sign-outs that still waited on disk, 10 s after the database was back. */
  spooled: { after: string; count: number }[];
  /** How many waited there at most while it was away. */
  mostSpooled: number;
  /** Faults that could not be made: what holds all the same proves nothing. */
  unmade: { fault: string; why: string }[];
  /** When instances were dead or starting: no answer from them means nothing. */
  deaths: { instance: string; from: number; to: number }[];
}

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

/** What the database says of a session in the end. */
export interface SessionRecord {
  sessionKey: string;
  logoutTime: Date | null;
  endReason: string | null;
  opened: number;
  ended: number;
}
