/** The reason of a failed refresh. */
export type RefreshFailure = "signedOut" | "forbidden" | "unavailable" | "network";

export class RefreshError extends Error {
  constructor(readonly failure: RefreshFailure) {
    super(failure);
    this.name = "RefreshError";
  }
}
