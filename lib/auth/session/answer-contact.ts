import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { batchLookup } from "@/lib/auth/session/batch-lookup";
import { findOpenClaims } from "@/lib/auth/session/find-viewer";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openClaimedSession, type SessionClaims } from "@/lib/auth/session/session-cookie";
import { AppError } from "@/lib/errors";
import { parseJson } from "@/lib/http/parse-json";
import { requireSameOrigin } from "@/lib/http/same-origin";
import type { Post } from "@/lib/server/answer-post";

/** `active`: the user did something in this tab since its last contact. */
const Contact = z.object({ active: z.boolean() });

/** Pause between two lookups. No tab needs its answer at once, and 2 000 users send 80 contacts a second. */
const PAUSE_MS = 1_000;
/** Timeout of a lookup, so that a connection that hangs does not block the next lookup on another one. */
const LOOKUP_TIMEOUT_MS = 3_000;
const pause = () => sleep(PAUSE_MS, undefined, { ref: false });
const isOpen = batchLookup(
  (claims: SessionClaims[]) => Promise.race([findOpenClaims(claims), rejectAfterTimeout()]),
  ({ sessionKeyHash, userId }) => `${sessionKeyHash} ${userId}`,
  pause,
);

async function rejectAfterTimeout(): Promise<never> {
  await sleep(LOOKUP_TIMEOUT_MS, undefined, { ref: false });
  throw new AppError("unavailable");
}

/**
 * Answers `POST /api/contact`, by which a tab reports that it is open. Notes the contact before the lookup,
 * as every handler does. Returns normally only if the session is open.
 *
 * @throws AppError `forbidden`; `bad_request`; `unauthenticated` without an open session; `unavailable`
 *   when the database does not answer or too many contacts wait. ZodError for a wrong body
 */
export async function answerContact({ headers, body }: Post): Promise<void> {
  requireSameOrigin(headers);
  const { active } = Contact.parse(parseJson(body));
  const claims = await openClaimedSession(headers.get("cookie"));
  if (!claims) throw new AppError("unauthenticated");
  noteContact(claims, headers, active);
  if (!(await isOpen(claims))) throw new AppError("unauthenticated");
}
