import { leaveForSignIn } from "./leave-for-sign-in";

/**
 * The answer of the server: a body on success, or a fault. After `network` and `unavailable` the change may
 * have been made all the same.
 */
export type PostResult<Body> = { body: Body } | { fault: Fault };

export interface Fault {
  /** A reason of a conflict, an error code, or `network`; the message files have a text for each. */
  reason: string;
  /** The fault of each invalid field, by field name. */
  fields: Record<string, string>;
}

/** Long enough for a poor connection: a file of 100 000 users takes half a minute on a slow machine. */
const TIMEOUT_MS = 180_000;

/**
 * Sends a change to the server. A user who is signed out goes to the sign-in page.
 *
 * @param sent - an object is sent as JSON, a Blob as CSV
 */
export async function postJson<Body>(path: string, sent: object | Blob): Promise<PostResult<Body>> {
  try {
    const isFile = sent instanceof Blob;
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": isFile ? "text/csv" : "application/json" },
      body: isFile ? sent : JSON.stringify(sent),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return { body: await response.json() };
    if (response.status === 401) leaveForSignIn();
    return { fault: faultOf(response.status, await response.json().catch(() => ({}))) };
  } catch {
    return { fault: { reason: "network", fields: {} } };
  }
}

function faultOf(status: number, body: { error?: string; fields?: Record<string, string> }): Fault {
  const fields = body.fields ?? {};
  if (status === 409 && fields.reason) return { reason: fields.reason, fields };
  return { reason: body.error ?? "internal", fields };
}
