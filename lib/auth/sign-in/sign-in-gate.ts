import { csrfCookieName, deviceCookieName } from "@/lib/auth/session/cookies";
import { waitToAnswer } from "@/lib/auth/sign-in/answer-wait";
import { type Attempt, countersOf, listCounters } from "@/lib/auth/sign-in/attempt";
import { checkPassword, noteRefusal, refuseWaiting } from "@/lib/auth/sign-in/check-password";
import { hasToken } from "@/lib/auth/sign-in/csrf";
import { makeGateLookups, placesOfNetwork, waitToSayBusy } from "@/lib/auth/sign-in/gate-lookups";
import { readDeviceCookie } from "@/lib/auth/sign-in/known-device";
import { type AttemptFacts, readAttempt } from "@/lib/auth/sign-in/read-attempt";
import { Credentials, Username } from "@/lib/auth/sign-in/sign-in";
import { answerSignIn, failureOfWait } from "@/lib/auth/sign-in/sign-in-answer";
import { SIGN_IN_FAILURE } from "@/lib/auth/sign-in/sign-in-failure";
import { PLACES_OF_USER } from "@/lib/auth/sign-in/sign-in-queue";
import { MustWait, TooBusy } from "@/lib/auth/sign-in/try-later";
import { mayWait } from "@/lib/auth/sign-in/waits";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { AppError } from "@/lib/errors";
import { ADDRESS_HEADER, networkOf } from "@/lib/http/client-address";
import { isForm } from "@/lib/http/read-form";
import { makePlaces, type Places } from "@/lib/places";
import { processWide } from "@/lib/process-wide";
import { readCookie } from "@/lib/read-cookie";
import { countRefused } from "@/lib/refused-requests";
import type { FormEvents, Gate } from "@/lib/server/gate";

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
 * asks again in any case. Forms that Next would refuse without counting a failure are answered here, too:
 * nothing else bounds them.
 *
 * While this process knows that a stranger with the name would wait, a user at a familiar address passes with
 * the right password only. All other forms from there with that name are answered here: an answer of Next,
 * which strangers do not get then, would tell which names are users. For the same reason the counter of a
 * familiar address leads to no look: only users have it, and by itself it refuses no attempt.
 */
export const gateSignIn: Gate = async (headers, body, { whenEnded, whenDone }) => {
  const arrivedAt = performance.now();
  if (!isForm(headers)) throw new AppError("bad_request");
  const form = new URLSearchParams(body);
  const fields = Object.fromEntries(form); // of fields with one name the last, like next-auth
  if (!hasToken(readCookie(headers.get("cookie") ?? "", csrfCookieName()), fields.csrfToken)) {
    countRefused("forged");
    return answerSignIn(SIGN_IN_FAILURE.stale, form, new Headers());
  }
  const attempt = attemptOf(headers, fields);
  if (!attempt) return answerSignIn(SIGN_IN_FAILURE.refused, form, new Headers());
  const doubtful = mayWait(keysThatRefuse(attempt));
  try {
    const facts = doubtful ? await lookUp(attempt, whenEnded) : null;
    if (facts) refuseWaiting(facts, attempt);
    const leave = takeProgress(placesInProgress(attempt));
    if (leave) whenDone(leave);
    if (facts && facts.wrongWaitMs > 0) await requireRight(leave ? fields : {}, facts, attempt);
    if (!leave) throw new TooBusy();
    const canBeChecked = Credentials.safeParse(fields).success;
    return canBeChecked ? null : answerSignIn(SIGN_IN_FAILURE.refused, form, new Headers());
  } catch (error) {
    if (error instanceof TooBusy) return answerBusy(form);
    if (!(error instanceof MustWait)) throw error;
    await waitToAnswer(arrivedAt);
    return answerSignIn(failureOfWait(error), form, new Headers(), error.waitS);
  }
};

function keysThatRefuse(attempt: Attempt): string[] {
  return listCounters({ ...countersOf(attempt), familiar: null }).map(({ key }) => key);
}

async function answerBusy(form: URLSearchParams): Promise<Response> {
  await waitToSayBusy();
  return answerSignIn(SIGN_IN_FAILURE.busy, form, new Headers());
}

/**
 * Reads the throttle.
 *
 * @returns null when the database does not answer: Next says so in words
 * @throws TooBusy
 */
async function lookUp(attempt: Attempt, whenGone: FormEvents["whenEnded"]): Promise<AttemptFacts | null> {
  try {
    return await withLookup(() => readAttempt(attempt), { places: placesOf(attempt), whenGone });
  } catch (error) {
    if (isDatabaseUnavailable(error)) return null;
    throw error;
  }
}

/**
 * Passes a form with the right password. One that can't be checked is answered like one that is wrong.
 *
 * @throws MustWait
 */
async function requireRight(fields: Fields, facts: AttemptFacts, attempt: Attempt): Promise<void> {
  const password = Credentials.safeParse(fields).data?.password;
  try {
    if (password === undefined) throw new TooBusy();
    if (await checkPassword(attempt, password)) return;
  } catch (error) {
    if (error instanceof TooBusy || isDatabaseUnavailable(error)) noteRefusal(facts, attempt);
    else if (!(error instanceof MustWait)) throw error;
  }
  throw new MustWait(facts.wrongWaitMs, true);
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
function placesInProgress({ usernameKey, ipAddress, deviceHashes }: Attempt): Places {
  const isKnown = deviceHashes.length > 0;
  const kind = isKnown ? "with device" : "without device";
  const network = `${kind} ${networkOf(ipAddress)}`;
  const users = isKnown ? deviceHashes : [`${usernameKey} ${network}`];
  const ofUsers = users.map((key) => [key, PLACES_OF_USER] as const);
  return { ...Object.fromEntries(ofUsers), [network]: IN_PROGRESS_OF_NETWORK, [kind]: IN_PROGRESS };
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
