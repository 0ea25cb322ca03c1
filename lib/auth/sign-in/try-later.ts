/** Thrown when too many sign-in attempts are in progress. */
export class TooBusy extends Error {
  constructor() {
    super("TooBusy");
    this.name = "TooBusy";
  }
}

/** Thrown when an attempt must wait, because too many attempts have failed. */
export class MustWait extends Error {
  /** Rounded up. */
  readonly waitS: number;

  /** @param unlessFamiliar - whether users who sign in here usually need not wait, if they type it right */
  constructor(
    waitMs: number,
    readonly unlessFamiliar = false,
  ) {
    super("MustWait");
    this.name = "MustWait";
    this.waitS = Math.ceil(waitMs / 1_000);
  }
}

/** Fault of a form whose password was not checked. `wait` has the seconds: `wait-90`. */
export type TryLater = "busy" | `wait-${number}`;

/** Returns the outcome of an attempt; a code instead of {@link TooBusy} and {@link MustWait}, for forms. */
export function orTryLater<T>(outcome: Promise<T>): Promise<T | TryLater> {
  return outcome.catch((error: unknown) => {
    if (error instanceof TooBusy) return "busy";
    if (error instanceof MustWait) return `wait-${error.waitS}` as const;
    throw error;
  });
}
