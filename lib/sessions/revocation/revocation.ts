import { z } from "zod";
import { UsersViewQuery } from "@/lib/sessions/active-users/users-view-query";
import { MAX_NAMED, MAX_NOTE_LENGTH } from "@/lib/sessions/revocation/revocation-limits";
import { uniqueIds } from "@/lib/unique-ids";

const ids = uniqueIds(MAX_NAMED);

/** What breaks a line, says nothing that can be seen, or turns text round. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Surrogate}\p{Zl}\p{Zp}]+/gu;

/** In one line, composed; nothing but blanks is no note. */
const note = z
  .string()
  .max(MAX_NOTE_LENGTH * 4)
  .transform((typed) => typed.normalize("NFC").replaceAll(UNSEEN, " ").replaceAll(/\s+/gu, " ").trim())
  .pipe(z.string().refine((said) => Array.from(said).length <= MAX_NOTE_LENGTH))
  .transform((said) => said || null);

/** Who is shown at /admin/active-users: an open session is one of a person whom the filter leaves there. */
export const RevocationFilter = UsersViewQuery.pick({ q: true, role: true, status: true });
export type RevocationFilter = z.infer<typeof RevocationFilter>;

/** Body of `POST /api/admin/sessions/revoke`: whose sessions end, named in one of three ways, and why. */
export const Revocation = z
  .object({
    sessionIds: ids.optional(),
    userIds: ids.optional(),
    filter: RevocationFilter.optional(),
    reason: note.optional(),
  })
  .refine(({ sessionIds, userIds, filter }) => [sessionIds, userIds, filter].filter(Boolean).length === 1);
export type Revocation = z.infer<typeof Revocation>;
