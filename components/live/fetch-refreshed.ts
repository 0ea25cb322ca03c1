import type { Answer } from "./newest-answer";
import { RefreshError } from "./refresh-error";

/** A poor link gets this long; the next refresh follows anyway. */
const PATIENCE_MS = 20_000;

/** @throws RefreshError saying what kept the answer from coming */
export async function fetchRefreshed<Body>(address: string): Promise<Answer<Body>> {
  try {
    const response = await fetch(address, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 401) throw new RefreshError("signedOut");
    if (response.status === 403) throw new RefreshError("forbidden");
    if (!response.ok) throw new RefreshError("unavailable");
    return { address, body: await response.json() };
  } catch (error) {
    throw error instanceof RefreshError ? error : new RefreshError("network");
  }
}
