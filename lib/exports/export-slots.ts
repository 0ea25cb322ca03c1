import { AppError } from "@/lib/errors";
import { processWide } from "@/lib/process-wide";

/** Each reads on one of the database's ten connections at a time: most of them stay for everybody else. */
const MAX_OF_ONE = 2;
const MAX_OF_ALL = 4;

/** Who has files written for them now, once for each. */
const writing = processWide<string[]>("exports", () => []);

/**
 * A place among the exports of this process, until it is given back.
 *
 * @returns gives it back; more than once does no harm
 * @throws AppError `too_many`
 */
export function takeSlot(userId: string): () => void {
  const own = writing.filter((id) => id === userId).length;
  if (own >= MAX_OF_ONE || writing.length >= MAX_OF_ALL) throw new AppError("too_many");
  writing.push(userId);
  let taken = true;
  return () => {
    if (taken) writing.splice(writing.indexOf(userId), 1);
    taken = false;
  };
}
