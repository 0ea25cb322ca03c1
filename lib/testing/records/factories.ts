import { createHash, randomBytes } from "node:crypto";
import { prisma } from "@/lib/db/client";
import type { EndReason, Role } from "@/lib/db/generated/enums";
import { usernameKey } from "@/lib/users/username";

export interface MadeUser {
  id: string;
  username: string;
  name: string;
  role: Role;
}

export interface MadeSession {
  id: string;
  userId: string;
  /** Hash of the session's key. */
  sessionKey: string;
  loginTime: Date;
  logoutTime: Date | null;
}

interface SessionFacts {
  loginTime?: Date;
  /** Ends the session at this instant; `endReason` is SIGNED_OUT unless given. */
  logoutTime?: Date;
  endReason?: EndReason;
  lastContactAt?: Date;
  lastActivityAt?: Date;
  ipAddress?: string | null;
  userAgent?: string | null;
}

/** A well-formed hash that no password matches. A test that signs in passes its own `passwordHash`. */
const NO_PASSWORD =
  "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** Inserts a user. Every username is new unless given; the password is {@link NO_PASSWORD} unless given. */
export async function makeUser(
  given: Partial<Omit<MadeUser, "id">> & { passwordHash?: string; disabledAt?: Date } = {},
): Promise<MadeUser> {
  const username = given.username ?? `user${randomBytes(6).toString("hex")}`;
  return prisma.user.create({
    data: {
      username,
      usernameKey: usernameKey(username),
      name: given.name ?? `Name of ${username}`,
      role: given.role ?? "SECRETAIRE",
      passwordHash: given.passwordHash ?? NO_PASSWORD,
      disabledAt: given.disabledAt ?? null,
    },
    select: { id: true, username: true, name: true, role: true },
  });
}

/**
 * Inserts a session of a user, open unless `logoutTime` is given. Contact and activity have the instant of
 * the sign-in unless given. The hash is of a discarded random key, so no cookie belongs to it.
 */
export async function makeSession(user: { id: string }, facts: SessionFacts = {}): Promise<MadeSession> {
  // A session must not end before it began.
  const loginTime = facts.loginTime ?? facts.logoutTime ?? new Date();
  const logoutTime = facts.logoutTime ?? null;
  return prisma.userSession.create({
    data: {
      userId: user.id,
      sessionKey: createHash("sha256").update(randomBytes(32)).digest("hex"),
      ipAddress: facts.ipAddress === undefined ? "192.0.2.1" : facts.ipAddress,
      userAgent: facts.userAgent === undefined ? "Mozilla/5.0 (test)" : facts.userAgent,
      loginTime,
      logoutTime,
      isActive: logoutTime === null,
      lastContactAt: facts.lastContactAt ?? loginTime,
      lastActivityAt: facts.lastActivityAt ?? loginTime,
      endReason: logoutTime ? (facts.endReason ?? "SIGNED_OUT") : null,
    },
    select: { id: true, userId: true, sessionKey: true, loginTime: true, logoutTime: true },
  });
}
