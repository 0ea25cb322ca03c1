import { safePath } from "@/lib/http/safe-path";
import { faultOf, type SignInFault } from "./sign-in-fault";

/** `waitS`: for the faults that wait, seconds until the next attempt is checked. */
type SignInResult = { to: string } | { fault: SignInFault; waitS?: number };

/** Long enough for a poor connection. */
const TIMEOUT_MS = 30_000;

/** Sends the sign-in form and receives JSON instead of a redirect. Renews an expired CSRF token once. */
export async function signIn(form: FormData): Promise<SignInResult> {
  try {
    if (!form.get("csrfToken")) form.set("csrfToken", await fetchToken());
    const first = await send(form);
    if (!("fault" in first) || first.fault !== "Stale") return first;
    form.set("csrfToken", await fetchToken()); // the page was open for longer than its token is valid
    return await send(form);
  } catch {
    return { fault: "Network" };
  }
}

async function send(form: FormData): Promise<SignInResult> {
  const body = new URLSearchParams({ json: "true" });
  for (const [name, value] of form) if (typeof value === "string") body.set(name, value);
  const response = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return readAnswer(response.status, await response.json().catch(() => null));
}

/** 403: the page was opened at another address than APP_URL. */
const FAULT_OF_STATUS: Record<number, SignInFault> = { 403: "Elsewhere", 503: "Unavailable" };

/**
 * Returns the result of a sign-in answer.
 *
 * @param body - `{ to }`: signed in, with the page to open; `{ error }`: the fault code, with `waitS` for
 *   those that wait
 */
export function readAnswer(status: number, body: unknown): SignInResult {
  const to = readText(body, "to");
  if (to !== null) return { to: safePath(to, "") }; // never another site
  const fault = faultOf(readText(body, "error") ?? "");
  if (fault === "Wait" || fault === "WaitUnlessFamiliar")
    return { fault, waitS: Number(readField(body, "waitS")) };
  return { fault: fault === "Default" ? (FAULT_OF_STATUS[status] ?? fault) : fault };
}

function readText(body: unknown, field: "to" | "error"): string | null {
  const value = readField(body, field);
  return typeof value === "string" ? value : null;
}

function readField(body: unknown, field: string): unknown {
  return typeof body === "object" && body !== null ? Reflect.get(body, field) : undefined;
}

async function fetchToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const { csrfToken } = await response.json();
  return String(csrfToken);
}
