import { headers } from "next/headers";
import { NONCE_HEADER } from "@/lib/http/page-headers";

/** Sets `window.signOutSentAt` like `stayForSignOut`. */
const NOTE_SIGN_OUT =
  'addEventListener("submit",e=>{if(e.target.action.endsWith("/api/sign-out"))window.signOutSentAt=performance.now()})';

/** Notes a sign-out that is sent before the page's scripts have arrived, as on a slow line. */
export async function EarlySignOut() {
  return <script nonce={(await headers()).get(NONCE_HEADER) ?? undefined}>{NOTE_SIGN_OUT}</script>;
}
