/** Fault codes of the server that have a text of their own in the message files. */
const FROM_SERVER = [
  "CredentialsSignin",
  "Wait",
  "WaitUnlessFamiliar",
  "Busy",
  "Unavailable",
  "Stale",
] as const;

/**
 * A failed sign-in, as key of its text. `Network`: no answer; `Elsewhere`: opened at another address than
 * APP_URL.
 */
export type SignInFault = (typeof FROM_SERVER)[number] | "Network" | "Elsewhere" | "Default";

/**
 * Returns the fault of an error code.
 *
 * @param code - `error` of the page's query or of an answer, which may contain anything
 */
export function faultOf(code: string): SignInFault {
  return FROM_SERVER.find((known) => known === code) ?? "Default";
}
