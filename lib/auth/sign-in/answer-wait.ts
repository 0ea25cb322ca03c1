import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Least and longest time from the arrival of an attempt to the answer that it must wait. The least one is
 * many times what the check of a password takes. An attempt that was checked and one that was not are
 * answered after the same random time, so that the time does not tell which users sign in from an address.
 */
const ANSWER_AFTER_MS = { least: 200, most: 400 };

/**
 * @param arrivedAt - when the last byte of the form arrived, in milliseconds of `performance.now`. With the
 *   arrival of the first one, a client that sends its form slowly would see how long the check takes
 */
export async function waitToAnswer(arrivedAt: number): Promise<void> {
  const answerAt = arrivedAt + randomInt(ANSWER_AFTER_MS.least, ANSWER_AFTER_MS.most);
  await sleep(Math.max(0, answerAt - performance.now()), undefined, { ref: false });
}
