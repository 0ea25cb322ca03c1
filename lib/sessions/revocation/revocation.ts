import { z } from "zod";
import { UsersViewQuery } from "@/lib/sessions/active-users/users-view-query";
import { MAX_NAMED, MAX_NOTE_LENGTH } from "@/lib/sessions/revocation/revocation-limits";
import { uniqueIds } from "@/lib/unique-ids";

const ids = uniqueIds(MAX_NAMED);

/** Characters that break a line, are invisible, or change the direction of text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Surrogate}\p{Zl}\p{Zp}]+/gu;

/** The reason on one line, in NFC; null when it has only blanks. */
const note = z
  .string()
  .max(MAX_NOTE_LENGTH * 4)
  .transform((text) => text.normalize("NFC").replaceAll(UNSEEN, " ").replaceAll(/\s+/gu, " ").trim())
  .pipe(z.string().refine((text) => Array.from(text).length <= MAX_NOTE_LENGTH))
  .transform((text) => text || null);

/** The filters of /admin/active-users: they match the open sessions of the users that the page shows. */
export const RevocationFilter = UsersViewQuery.pick({ q: true, role: true, status: true });
export type RevocationFilter = z.infer<typeof RevocationFilter>;

/** Body of `POST /api/admin/sessions/revoke`: exactly one way to choose the sessions, and the reason. */
export const Revocation = z
  .object({
    sessionIds: ids.optional(),
    userIds: ids.optional(),
    filter: RevocationFilter.optional(),
    reason: note.optional(),
  })
  .refine(({ sessionIds, userIds, filter }) => [sessionIds, userIds, filter].filter(Boolean).length === 1);
export type Revocation = z.infer<typeof Revocation>;
