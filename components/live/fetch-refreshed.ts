import type { AddressedBody } from "./newest-answer";
import { RefreshError } from "./refresh-error";

/** Long enough for a poor connection; the next refresh follows in any case. */
const TIMEOUT_MS = 20_000;

/**
 * Fetches newer data as JSON.
 *
 * @throws RefreshError with the reason why there is no usable answer
 */
export async function fetchRefreshed<Body>(address: string): Promise<AddressedBody<Body>> {
  try {
    const response = await fetch(address, {
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 401) throw new RefreshError("signedOut");
    if (response.status === 403) throw new RefreshError("forbidden");
    if (!response.ok) throw new RefreshError("unavailable");
    return { address, body: await response.json() };
  } catch (error) {
    throw error instanceof RefreshError ? error : new RefreshError("network");
  }
}
