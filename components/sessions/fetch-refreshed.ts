import { RefreshError } from "./refresh-failure";

/** A poor link gets this long; the next refresh follows anyway. */
const PATIENCE_MS = 20_000;

/** A body with the address that it answers: while another one is on its way, nobody takes it for that. */
export interface Answer<Body> {
  address: string;
  body: Body;
}

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
