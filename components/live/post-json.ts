import { leaveForSignIn } from "./leave-for-sign-in";

/** What the server said: what was asked for, or why nothing was changed. */
export type Answer<Body> = { body: Body } | { fault: Fault };

export interface Fault {
  /** A reason of a refusal, or what kept the answer from coming; each has its words in the message files. */
  reason: string;
  /** What is wrong with which field. */
  fields: Record<string, string>;
}

/** A poor link gets this long; a file of 100 000 people takes half a minute on a slow machine. */
const PATIENCE_MS = 180_000;

/** Asks for a change. Who turns out to be signed out goes to sign in. */
export async function postJson<Body>(path: string, sent: object | Blob): Promise<Answer<Body>> {
  try {
    const isFile = sent instanceof Blob;
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": isFile ? "text/csv" : "application/json" },
      body: isFile ? sent : JSON.stringify(sent),
      signal: AbortSignal.timeout(PATIENCE_MS),
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
