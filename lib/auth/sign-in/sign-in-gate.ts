import { deviceCookieName } from "@/lib/auth/session/cookies";
import { waitToAnswer } from "@/lib/auth/sign-in/answer-wait";
import { type Attempt, countersOf, listCounters } from "@/lib/auth/sign-in/attempt";
import { checkPassword, refuseWaiting } from "@/lib/auth/sign-in/check-password";
import { makeGateLookups, placesOfNetwork, waitToSayBusy } from "@/lib/auth/sign-in/gate-lookups";
import { readDeviceCookie } from "@/lib/auth/sign-in/known-device";
import { readAttempt } from "@/lib/auth/sign-in/read-attempt";
import { Credentials, Username } from "@/lib/auth/sign-in/sign-in";
import { answerSignIn, failureOfWait } from "@/lib/auth/sign-in/sign-in-answer";
import { SIGN_IN_FAILURE } from "@/lib/auth/sign-in/sign-in-failure";
import { PLACES_OF_USER } from "@/lib/auth/sign-in/sign-in-queue";
import { MustWait, TooBusy } from "@/lib/auth/sign-in/try-later";
import { mayWait } from "@/lib/auth/sign-in/waits";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { ADDRESS_HEADER, networkOf } from "@/lib/http/client-address";
import { makePlaces, type Places } from "@/lib/places";
import { processWide } from "@/lib/process-wide";
import { readCookie } from "@/lib/read-cookie";
import type { Gate } from "@/lib/server/gate";

/**
 * Forms of sign-in that Next handles at the same time. Forms with a device cookie of ours are counted apart,
 * so that a flood without one leaves them their places. Each costs some milliseconds of the process that also
 * answers the pages, and one that finds no place in its lane keeps its own here until it is refused.
 */
const IN_PROGRESS = 256;
/** Places of one network among them, which may be a whole office: half of them. */
const IN_PROGRESS_OF_NETWORK = 128;

/** Reads of the throttle for the gate. */
const withLookup = makeGateLookups("sign-in-gate", 3);
/** Half of the places in its queue, so that a flood leaves the other half to known browsers. */
const PLACES_WITHOUT_DEVICE = 100;
/** Places in its queue for the known browsers of one network, which may be a whole office. */
const PLACES_WITH_DEVICE = 64;

type Fields = Partial<Record<string, string>>;

const takeProgress = makePlaces(processWide("sign-in-forms", () => new Map()));

/**
 * Refuses a sign-in form that must wait before Next receives it, so that a flood of such forms costs next to
 * nothing. It asks the database only when a counter of the attempt was full a short time ago. `checkPassword`
 * asks again in any case.
 *
 * While a stranger with the name would wait, a user at a familiar address passes with the right password
 * only. All other forms with that name are answered here, whatever is missing in them: an answer of Next,
 * which strangers do not get then, would tell which names are users.
 */
export const gateSignIn: Gate = async (headers, body, whenEnded) => {
  const arrivedAt = performance.now();
  const form = new URLSearchParams(body);
  const fields = Object.fromEntries(form); // of fields with one name the last, like next-auth
  const attempt = attemptOf(headers, fields);
  try {
    if (attempt) await decide(attempt, fields, whenEnded);
  } catch (error) {
    if (error instanceof TooBusy) return answerBusy(form);
    if (error instanceof MustWait) {
      await waitToAnswer(arrivedAt);
      return answerSignIn(failureOfWait(error), form, new Headers(), error.waitS);
    }
    if (!isDatabaseUnavailable(error)) throw error;
  }
  const leave = takeProgress(placesInProgress(attempt, headers.get(ADDRESS_HEADER)));
  if (!leave) return answerBusy(form);
  whenEnded(leave);
  return null;
};

async function answerBusy(form: URLSearchParams): Promise<Response> {
  await waitToSayBusy();
  return answerSignIn(SIGN_IN_FAILURE.busy, form, new Headers());
}

/** @throws MustWait, TooBusy */
async function decide(attempt: Attempt, fields: Fields, whenGone: Parameters<Gate>[2]): Promise<void> {
  if (!mayWait(listCounters(countersOf(attempt)).map(({ key }) => key))) return;
  const facts = await withLookup(() => readAttempt(attempt), { places: placesOf(attempt), whenGone });
  refuseWaiting(facts, attempt);
  if (facts.wrongWaitMs > 0 && !(await isRight(attempt, fields))) throw new MustWait(facts.wrongWaitMs, true);
}

async function isRight(attempt: Attempt, fields: Fields): Promise<boolean> {
  const credentials = Credentials.safeParse(fields);
  if (!credentials.success) return false;
  try {
    return (await checkPassword(attempt, credentials.data.password)) !== null;
  } catch (error) {
    if (error instanceof MustWait || error instanceof TooBusy) return false;
    throw error;
  }
}

/**
 * A device cookie of ours has places of its own: an attacker may share the address of its browser. One who
 * has collected many such cookies shares those of a network.
 */
function placesOf({ deviceHashes, ipAddress }: Attempt): Places {
  if (deviceHashes.length > 0) {
    const ofDevices = deviceHashes.map((hash) => [hash, PLACES_OF_USER] as const);
    return Object.fromEntries([...ofDevices, [`devices ${networkOf(ipAddress)}`, PLACES_WITH_DEVICE]]);
  }
  return { "without device": PLACES_WITHOUT_DEVICE, ...placesOfNetwork(ipAddress) };
}

/**
 * The places of a form that Next handles. One browser and, without a known browser, one name of one network
 * have as many as in their lane, so that somebody who repeats a right password fills none but these.
 */
function placesInProgress(attempt: Attempt | null, ipAddress: string | null): Places {
  const kind = attempt && attempt.deviceHashes.length > 0 ? "with device" : "without device";
  const network = `${kind} ${networkOf(ipAddress)}`;
  const names = attempt?.deviceHashes.length === 0 ? [`${attempt.usernameKey} ${network}`] : [];
  const users = [...(attempt?.deviceHashes ?? []), ...names].map((key) => [key, PLACES_OF_USER] as const);
  return { ...Object.fromEntries(users), [network]: IN_PROGRESS_OF_NETWORK, [kind]: IN_PROGRESS };
}

/** Returns the attempt of a form; null when it has no name that anybody could have. */
function attemptOf(headers: Headers, fields: Fields): Attempt | null {
  const username = Username.safeParse(fields.username);
  if (!username.success) return null;
  const cookie = readCookie(headers.get("cookie") ?? "", deviceCookieName());
  return {
    usernameKey: username.data,
    ipAddress: headers.get(ADDRESS_HEADER),
    deviceHashes: readDeviceCookie(cookie).map(({ deviceHash }) => deviceHash),
    sessionId: null,
  };
}
