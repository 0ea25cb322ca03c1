import { answerContact } from "@/lib/auth/session/answer-contact";
import { answerAdminLive, answerLive } from "@/lib/auth/session/answer-live";
import type { ServerRoute } from "@/lib/server/server";

/**
 * What our server answers itself, without Next. Contact is asked by every tab every 25 s, and nearly all of what it would cost there is the way
 * to the handler (`npm run bench contact`); streams stay open, with nothing between us and the socket that would gather, compress or keep them.
 */
export const SERVER_ROUTES: Record<string, ServerRoute> = {
  "/api/contact": { POST: answerContact },
  "/api/live": { GET: answerLive },
  "/api/admin/live": { GET: answerAdminLive },
};
