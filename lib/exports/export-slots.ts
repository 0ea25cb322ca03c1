import { AppError } from "@/lib/errors";
import { processWide } from "@/lib/process-wide";
import type { Viewer } from "@/lib/viewer";

/*
 * Each export uses one of the ten connections of the database pool at a time. With four exports of
 * administrators and two of staff, four connections stay free for everything else.
 */
/** Exports of one user at once. */
const MAX_OF_ONE = 2;
/** Exports of all administrators at once. */
const MAX_OF_ADMINS = 4;
/**
 * Exports of all other users at once, who export their own history. They never take a slot of administrators.
 */
const MAX_OF_STAFF = 2;

type Exporter = Pick<Viewer, "userId" | "role">;

/** The users of the running exports, one entry per export. */
const writing = processWide<Exporter[]>("exports", () => []);

/**
 * Takes one of the export slots of this process.
 *
 * @returns a function that releases the slot; further calls have no effect
 * @throws AppError `too_many` when the user or the user's group has no free slot
 */
export function takeSlot({ userId, role }: Exporter): () => void {
  const isAdmin = role === "ADMIN";
  const sameGroup = writing.filter((other) => (other.role === "ADMIN") === isAdmin);
  const own = sameGroup.filter((other) => other.userId === userId);
  if (own.length >= MAX_OF_ONE || sameGroup.length >= (isAdmin ? MAX_OF_ADMINS : MAX_OF_STAFF))
    throw new AppError("too_many");
  const exporter = { userId, role };
  writing.push(exporter);
  return () => {
    const place = writing.indexOf(exporter);
    if (place >= 0) writing.splice(place, 1);
  };
}
