import { recordActivity } from "@/lib/activity/record";
import { Prisma, type Transaction } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/errors";
import { parseUsername, usernameKey } from "@/lib/users/username";
import type { Admin, System } from "@/lib/viewer";

export interface NewUser {
  username: string;
  /** As shown to people. */
  name: string;
  role: Role;
  email?: string;
  /** From `hashPassword`. */
  passwordHash: string;
}

/**
 * Adds a person, with the activity event that says by whom.
 *
 * @throws AppError `conflict` when the username, in whatever spelling, is taken; `bad_request` when it is no username
 */
export async function createUser(
  tx: Transaction,
  by: Admin | System,
  user: NewUser,
): Promise<{ userId: string }> {
  const username = parseUsername(user.username);
  const at = await databaseNow(tx);
  const { id: userId } = await tx.user
    .create({
      data: { ...user, username, usernameKey: usernameKey(username), createdAt: at },
      select: { id: true },
    })
    .catch(refuseTakenUsername);
  await recordActivity(tx, {
    type: "user.created",
    at,
    actorId: "system" in by ? null : by.userId,
    subjectId: userId,
    sessionId: "system" in by ? null : by.sessionId,
    data: { role: user.role },
  });
  return { userId };
}

function refuseTakenUsername(error: unknown): never {
  const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  throw taken ? new AppError("conflict") : error;
}
