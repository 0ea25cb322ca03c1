import { faultOf, type SignInFault } from "./sign-in-fault";

type SignInResult = { to: string } | { fault: SignInFault };

/** A poor link gets this long before the form speaks up. */
const PATIENCE_MS = 30_000;

/** Sends the form as the browser would, and asks for words instead of a new page. */
export async function signIn(form: FormData): Promise<SignInResult> {
  try {
    if (!form.get("csrfToken")) form.set("csrfToken", await fetchToken());
    const first = await send(form);
    if (!("fault" in first) || first.fault !== "Stale") return first;
    form.set("csrfToken", await fetchToken()); // the page was open for longer than its token lived
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
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return readAnswer(response.status, await response.json().catch(() => null));
}

/** 403: the page was opened at an address that is not the product's. */
const FAULT_OF_STATUS: Record<number, SignInFault> = { 403: "Elsewhere", 503: "Unavailable" };

/** @param body - `{ url }`: where to go, or the sign-in page with the fault in its query */
export function readAnswer(status: number, body: unknown): SignInResult {
  const url = readUrl(body);
  if (url === null) return { fault: FAULT_OF_STATUS[status] ?? "Default" };
  const error = url.searchParams.get("error");
  if (error !== null) return { fault: faultOf(error) };
  if (url.searchParams.has("csrf")) return { fault: "Stale" };
  // Never leaves the site, whatever the answer says: `//elsewhere` would.
  return { to: `/${`${url.pathname}${url.search}${url.hash}`.replace(/^[/\\]+/, "")}` };
}

function readUrl(body: unknown): URL | null {
  if (typeof body !== "object" || body === null || !("url" in body) || typeof body.url !== "string")
    return null;
  const base = "http://localhost"; // only for what comes without an origin
  if (!URL.canParse(body.url, base)) return null;
  const url = new URL(body.url, base);
  return /^https?:$/.test(url.protocol) ? url : null;
}

async function fetchToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { signal: AbortSignal.timeout(PATIENCE_MS) });
  const { csrfToken } = await response.json();
  return String(csrfToken);
}
