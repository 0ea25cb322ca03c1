/** Why newer figures could not be had. */
export type RefreshFailure = "signedOut" | "forbidden" | "unavailable" | "network";

export class RefreshError extends Error {
  constructor(readonly failure: RefreshFailure) {
    super(failure);
    this.name = "RefreshError";
  }
}
