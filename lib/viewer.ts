import type { Role } from "@/lib/db/generated/enums";

/**
 * The signed-in person, as the database knows them now. The queries that pages, handlers and exports call
 * take one first: no viewer, no data. The parts that those are made of take none.
 */
export interface Viewer {
  userId: string;
  /** Public id of the session that the request came with. */
  sessionId: string;
  username: string;
  name: string;
  role: Role;
}

/** A viewer whose role the guard has checked. */
export interface Admin extends Viewer {
  role: "ADMIN";
}

/** The program itself: the seed, the sweep, the command line. */
export interface System {
  system: true;
}

export const SYSTEM: System = { system: true };
