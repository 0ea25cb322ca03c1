import { setTimeout as sleep } from "node:timers/promises";

/**
 * Time from the arrival of an attempt to the answer that it must wait; several times what a check of a
 * password takes. An attempt that was checked and one that was not are answered after the same time, so that
 * the time does not tell which users sign in from an address.
 */
const ANSWER_AFTER_MS = 250;

/** @param arrivedAt - in milliseconds of `performance.now` */
export async function waitToAnswer(arrivedAt: number): Promise<void> {
  await sleep(Math.max(0, arrivedAt + ANSWER_AFTER_MS - performance.now()), undefined, { ref: false });
}
