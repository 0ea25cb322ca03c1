import { AppError } from "@/lib/errors";
import { processWide } from "@/lib/process-wide";
import type { Viewer } from "@/lib/viewer";

/*
 * Each export uses one of the ten connections of the database pool at a time. With four exports of
 * administrators and two of staff, four connections stay free for everything else.
 */
/** Exports of all administrators at once. */
const MAX_OF_ADMINS = 4;
/**
 * Exports of all other users at once, who export their own history. They never take a slot of administrators.
 */
const MAX_OF_STAFF = 2;
/** Wait that a refused user is told. Most files take seconds; one that holds its slot for long is cut. */
const RETRY_S = 30;

type Exporter = Pick<Viewer, "userId" | "role">;

/** The users of the running exports, one entry per export. */
const writing = processWide<Exporter[]>("exports", () => []);

/**
 * Takes one of the export slots of this process. A user has one at most, so that nobody holds all of them.
 *
 * @returns a function that releases the slot; further calls have no effect
 * @throws AppError `too_many` with `waitS` when the user has a slot already, or the user's group has no free
 *   one
 */
export function takeSlot({ userId, role }: Exporter): () => void {
  const isAdmin = role === "ADMIN";
  const sameGroup = writing.filter((other) => (other.role === "ADMIN") === isAdmin);
  const isFull = sameGroup.length >= (isAdmin ? MAX_OF_ADMINS : MAX_OF_STAFF);
  if (isFull || writing.some((other) => other.userId === userId))
    throw new AppError("too_many", { waitS: String(RETRY_S) });
  const exporter = { userId, role };
  writing.push(exporter);
  return () => {
    const place = writing.indexOf(exporter);
    if (place >= 0) writing.splice(place, 1);
  };
}
