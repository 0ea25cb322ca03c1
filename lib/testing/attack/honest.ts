import { setTimeout as sleep } from "node:timers/promises";
import { SIGN_IN_FAILURE } from "@/lib/auth/sign-in/sign-in-failure";
import { type OfficeBrowser, openOfficeBrowser, type Reply, retryAfterOf } from "./browser";

/** A person of the office who signs in. */
export interface Person {
  username: string;
  password: string;
  /** The device cookie of an earlier sign-in; null for a browser that is new each time. */
  device: { name: string; value: string } | null;
}

/** How a person comes in: in a known browser, in a new one, or with an activation code. */
export type Way = "known" | "new" | "code";

export interface Arrival {
  way: Way;
  /** From opening the page until the person is in; null: not within the patience. */
  ms: number | null;
  /** The last thing that the product said to a person who did not get in. */
  said: string;
  /** The device cookie of the browser; null when nobody has signed in there. */
  device: Person["device"];
}

/** Waits of a person to whom the product said no time: after a refusal, and without an answer. */
const RETRY_MS = { refused: 2_000, silent: 1_000 };
const FORM_TOKEN = /name="csrfToken" value="([^"]+)"/;

/**
 * Comes to the sign-in page and tries to get in, as a person would: waits when told so, and repeats.
 *
 * @param mistakes - wrong passwords before the right one
 */
export async function arrive(
  visit: Visit,
  { username, password, device }: Person,
  mistakes: number,
): Promise<Arrival> {
  const browser = openOfficeBrowser(visit.port, visit.address);
  if (device) browser.cookies.store(`${device.name}=${device.value}`);
  let left = mistakes;
  const attempt = async (limitMs: number) => {
    const typed = left > 0 ? `${password}?` : password;
    const reply = await submit(browser, username, typed, limitMs);
    if (left > 0 && reply && isToldToCheck(reply)) {
      left--;
      return "again";
    }
    return reply;
  };
  return keepTrying(visit, device ? "known" : "new", browser, attempt);
}

/** Comes with an activation code, chooses a password and gets in. */
export async function activate(visit: Visit, code: string): Promise<Arrival> {
  const browser = openOfficeBrowser(visit.port, visit.address);
  return keepTrying(visit, "code", browser, async (limitMs) => {
    const shown = await browser.post("/api/activation", new URLSearchParams({ code }), limitMs);
    if (shown?.status !== 303 || shown.headers.location !== "/activate") return shown;
    const password = new URLSearchParams({ password: "zanmi lakay pa janm bliye" });
    return browser.post("/api/activation/password", password, limitMs);
  });
}

/** Where people come to, from which address, and how long they try. */
export interface Visit {
  port: number;
  address: string;
  patienceMs: number;
  /** Called with each answer that no honest person may get. */
  complain: (about: string) => void;
}

async function keepTrying(
  { patienceMs, complain }: Visit,
  way: Way,
  browser: OfficeBrowser,
  attempt: (limitMs: number) => Promise<Reply | "again" | null>,
): Promise<Arrival> {
  const began = performance.now();
  const left = () => patienceMs - (performance.now() - began);
  let said = "nothing";
  try {
    while (left() > 0) {
      const reply = await attempt(left());
      if (reply === "again") continue;
      const device = browser.cookies.find(".device");
      if (browser.cookies.find(".session")) return { way, ms: performance.now() - began, said: "", device };
      const broken = reply && faultOf(reply);
      if (broken) complain(`${way}: ${broken}`);
      if (reply) said = `${reply.status} ${(reply.headers.location ?? reply.body).slice(0, 60)}`;
      await sleep(Math.max(0, Math.min(left(), waitAfter(reply))));
    }
    return { way, ms: null, said, device: null };
  } finally {
    browser.close();
  }
}

/** Returns whether an answer says to look at what was typed and to try again now. */
function isToldToCheck({ status, body }: Reply): boolean {
  return status === 401 || body.includes(SIGN_IN_FAILURE.waitUnlessFamiliar);
}

function waitAfter(reply: Reply | null): number {
  if (!reply) return RETRY_MS.silent;
  const seconds = retryAfterOf(reply);
  return seconds === null ? RETRY_MS.refused : seconds * 1000;
}

/** Opens the sign-in page and submits the form. */
async function submit(
  browser: OfficeBrowser,
  username: string,
  password: string,
  limitMs: number,
): Promise<Reply | null> {
  const page = await browser.get("/login", limitMs);
  if (page?.status !== 200) return page;
  const csrfToken = FORM_TOKEN.exec(page.body)?.[1];
  if (!csrfToken) throw new Error("the sign-in page has no token");
  const fields = new URLSearchParams({ username, password, csrfToken, callbackUrl: "/", json: "true" });
  return browser.post("/api/auth/callback/credentials", fields, limitMs);
}

/** Returns what is wrong with an answer for anybody, attackers included; null when nothing is. */
export function faultOf({ status, headers }: Pick<Reply, "status" | "headers">): string | null {
  if (status < 500) return null;
  if (status === 503 && headers["retry-after"] !== undefined) return null;
  return `an answer ${status}${status === 503 ? " without Retry-After" : ""}`;
}
