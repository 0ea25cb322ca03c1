import { answerContact } from "@/lib/auth/answer-contact";
import type { PostHandler } from "@/lib/http/answer-post";

/**
 * What our server answers to POST itself, without Next: asked by every tab every 25 s, and nearly all of what it would cost there
 * is the way to the handler (`npm run bench contact`).
 */
export const SERVER_ROUTES: Record<string, PostHandler> = { "/api/contact": answerContact };
