import { setTimeout as sleep } from "node:timers/promises";
import type { Scene } from "./scene";
import { cookiesOf, isDevice, openGuesser } from "./sign-ins";

/** More wrong passwords than the product checks for one name at once. */
const GUESSES = 12;

/**
 * Puts the attacker's device cookie into the browser of the victim, who then signs in. The attacker uses up
 * the guesses for the victim's name, then tries the right password with the planted cookie. When the product
 * checks that password, the cookie has given further guesses.
 */
export async function plantCookie(scene: Scene): Promise<void> {
  const { job, random } = scene;
  const { insider, victim } = job;
  const away = job.elsewhere[0] ?? "";
  const guess = await openGuesser(scene, away);
  const planted = cookiesOf(await guess(away, insider.username, insider.password)).filter(isDevice);
  const inVictimsBrowser = await guess(job.office, victim.username, victim.password, planted);
  if (planted.length === 0 || inVictimsBrowser?.status !== 200)
    return scene.fault("the attacker or the victim could not sign in");
  const answered = { without: new Map<number, number>(), with: new Map<number, number>() };
  const tryWith = async (password: string, cookies: string[], counts: Map<number, number>) => {
    const reply = await guess(away, victim.username, password, cookies);
    scene.note(reply, "a guess");
    counts.set(reply?.status ?? 0, (counts.get(reply?.status ?? 0) ?? 0) + 1);
    return reply?.status === 200;
  };
  for (let n = 0; n < GUESSES; n++) await tryWith(`wrong ${random()}`, [], answered.without);
  if (await tryWith(victim.password, [], answered.without))
    scene.fault(`the right password is accepted after ${GUESSES} wrong ones`);
  if (await tryWith(victim.password, planted, answered.with))
    scene.fault("a planted device cookie gives further guesses");
  for (let n = 0; n < GUESSES; n++) await tryWith(`wrong ${random()}`, planted, answered.with);
  const inWords = (counts: Map<number, number>) =>
    [...counts].map(([status, count]) => `${count} × ${status}`).join(", ");
  scene.result.facts.push(
    `without the cookie ${inWords(answered.without)}; with it ${inWords(answered.with)}`,
  );
  while (!scene.isOver()) await sleep(100);
}
