import { answerContact } from "@/lib/auth/session/answer-contact";
import { answerAdminLive, answerLive } from "@/lib/auth/session/answer-live";
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
