import type { Role } from "@/lib/db/generated/enums";

/**
 * The signed-in user with the current data of the database. The queries that pages, handlers and exports
 * call take a viewer first, so that no request reads data without a guard. The internal parts of the
 * queries take none.
 */
export interface Viewer {
  userId: string;
  /** Public id of the session to which the request belongs. */
  sessionId: string;
  /** SHA-256 of the session key in the request's cookie. It tells a request with a former key apart. */
  sessionKeyHash: string;
  username: string;
  name: string;
  role: Role;
}

/** A viewer whose role the guard has checked. */
export interface Admin extends Viewer {
  role: "ADMIN";
}

/** The program itself, where no user acts: the seed, the sweep, the command line. */
export interface System {
  system: true;
}

export const SYSTEM: System = { system: true };
