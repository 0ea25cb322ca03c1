import { type ClientInfo, signIn } from "@/lib/auth/sign-in/sign-in";
import { MustWait, TooBusy } from "@/lib/auth/sign-in/try-later";

/** Signs in, and returns in one word what a browser would be answered. */
export async function signInOutcome(
  credentials: { username: string; password: string },
  client: ClientInfo,
): Promise<"in" | "wrong" | "wait" | "busy"> {
  try {
    return (await signIn(credentials, client)) ? "in" : "wrong";
  } catch (error) {
    if (error instanceof MustWait) return "wait";
    if (error instanceof TooBusy) return "busy";
    throw error;
  }
}
