import { gateCode, gateNewPassword } from "@/lib/accounts/code-gate";
import { answerContact } from "@/lib/auth/session/answer-contact";
import { answerAdminLive, answerLive } from "@/lib/auth/session/answer-live";
import { gateSignIn } from "@/lib/auth/sign-in/sign-in-gate";
import type { Gate } from "@/lib/server/gate";
import type { ServerRoute } from "@/lib/server/server";

/**
 * Routes that our server answers itself, without Next. Every tab sends contact every 25 s, and in Next nearly
 * all of its cost would be the way to the handler. Streams stay open, and here
 * nothing between the handler and the socket buffers or compresses them.
 */
export const SERVER_ROUTES: Record<string, ServerRoute> = {
  "/api/contact": { POST: answerContact },
  "/api/live": { GET: answerLive },
  "/api/admin/live": { GET: answerAdminLive },
};

/**
 * Forms of strangers, which anybody can send in any number. Their gates refuse what must wait before Next
 * receives it, so that a flood leaves the process free for the pages of people who are signed in. The gate of
 * the preferences only reads them, so that a body that does not come holds no turn
 * (lib/server/in-turns.ts).
 */
export const SERVER_GATES: Record<string, Gate> = {
  "/api/auth/callback/credentials": gateSignIn,
  "/api/activation": gateCode,
  "/api/activation/password": gateNewPassword,
  "/api/preferences": async () => null,
};
