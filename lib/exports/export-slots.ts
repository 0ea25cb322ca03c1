import { AppError } from "@/lib/errors";
import { processWide } from "@/lib/process-wide";
import type { Viewer } from "@/lib/viewer";

/** Each reads on one of the database's ten connections at a time: four stay for everybody else, whatever is exported. */
const MAX_OF_ONE = 2;
const MAX_OF_ADMINS = 4;
/** Of their own history; with places of their own, so that they keep no administrator waiting. */
const MAX_OF_STAFF = 2;

type Writer = Pick<Viewer, "userId" | "role">;

/** Who has files written for them now, once for each. */
const writing = processWide<Writer[]>("exports", () => []);

/**
 * A place among the exports of this process, until it is given back.
 *
 * @returns gives it back; more than once does no harm
 * @throws AppError `too_many`
 */
export function takeSlot({ userId, role }: Writer): () => void {
  const isAdmin = role === "ADMIN";
  const beside = writing.filter((other) => (other.role === "ADMIN") === isAdmin);
  const own = beside.filter((other) => other.userId === userId);
  if (own.length >= MAX_OF_ONE || beside.length >= (isAdmin ? MAX_OF_ADMINS : MAX_OF_STAFF))
    throw new AppError("too_many");
  const writer = { userId, role };
  writing.push(writer);
  return () => {
    const place = writing.indexOf(writer);
    if (place >= 0) writing.splice(place, 1);
  };
}
