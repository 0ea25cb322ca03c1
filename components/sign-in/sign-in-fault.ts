/** What can go wrong, as far as people are told; each has its words in the message files. */
const FROM_SERVER = ["CredentialsSignin", "Busy", "Unavailable", "Stale"] as const;

export type SignInFault = (typeof FROM_SERVER)[number] | "Network" | "Elsewhere" | "Default";

/** @param code - `error` of the sign-in page's query: anybody can write anything there */
export function faultOf(code: string): SignInFault {
  return FROM_SERVER.find((known) => known === code) ?? "Default";
}
