import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { batchLookup } from "@/lib/auth/session/batch-lookup";
import { sessionCookieName } from "@/lib/auth/session/cookies";
import { findOpenClaims } from "@/lib/auth/session/find-viewer";
import { noteContact } from "@/lib/auth/session/note-contact";
import { openSessionCookie, type SessionClaims } from "@/lib/auth/session/session-cookie";
import { AppError } from "@/lib/errors";
import { parseJson } from "@/lib/http/parse-json";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { readCookie } from "@/lib/read-cookie";
import type { Post } from "@/lib/server/answer-post";

/** `active`: a person did something in this tab since the last one. */
const Contact = z.object({ active: z.boolean() });

/** No tab is in a hurry for its answer, and 2 000 people send 80 contacts in a second. */
const PAUSE_MS = 1_000;
/** One connection that hangs must not keep the others from asking on another. */
const PATIENCE_MS = 3_000;
const pause = () => sleep(PAUSE_MS, undefined, { ref: false });
const isOpen = batchLookup(
  (claims: SessionClaims[]) => Promise.race([findOpenClaims(claims), giveUp()]),
  pause,
);

async function giveUp(): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { ref: false });
  throw new AppError("unavailable");
}

/**
 * `POST /api/contact`: a tab is alive. It is noted first, as for every handler, and answered while its session is open.
 *
 * @throws AppError `forbidden`, `bad_request`, `unauthenticated`, or `unavailable` when the database can't say
 */
export async function answerContact({ headers, body }: Post): Promise<void> {
  requireSameOrigin(headers);
  const { active } = Contact.parse(parseJson(body));
  const claims = await openSessionCookie(readCookie(headers.get("cookie") ?? "", sessionCookieName()));
  if (!claims) throw new AppError("unauthenticated");
  noteContact(claims, headers, active);
  if (!(await isOpen(claims))) throw new AppError("unauthenticated");
}
