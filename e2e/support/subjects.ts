import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { ROLES } from "@/lib/roles";
import { makeUser } from "@/lib/testing/records/factories";
import { endInDatabase, openSessionOf } from "@/lib/testing/records/open-session-of";

export const SUBJECTS = ["anonymous", ...ROLES, "revoked admin", "demoted admin", "disabled admin"] as const;

export type SubjectKind = (typeof SUBJECTS)[number];

export interface Subject {
  /** Access that a guard must grant. */
  access: "nobody" | "staff" | "admin";
  name: string;
  cookie?: { name: string; value: string };
}

/** Makes a subject of this kind. Its cookie, if there is one, was valid when it was issued. */
export async function makeSubject(kind: SubjectKind): Promise<Subject> {
  if (kind === "anonymous") return { access: "nobody", name: "nobody at all" };
  const role = roleOf(kind);
  const user = await makeUser({ role, name: `Sujet ${crypto.randomUUID()}` });
  const { sessionId, cookie } = await openSessionOf(user.username);
  if (kind === "revoked admin") await endInDatabase(sessionId);
  if (kind === "demoted admin") await change(user.id, { role: "SECRETAIRE" });
  if (kind === "disabled admin") await change(user.id, { disabledAt: new Date() });
  return { access: accessOf(kind), name: user.name, cookie };
}

function roleOf(kind: Exclude<SubjectKind, "anonymous">): Role {
  return ROLES.find((role) => role === kind) ?? "ADMIN";
}

function accessOf(kind: Exclude<SubjectKind, "anonymous">): Subject["access"] {
  if (kind === "ADMIN") return "admin";
  return kind === "revoked admin" || kind === "disabled admin" ? "nobody" : "staff";
}

async function change(id: string, data: { role?: Role; disabledAt?: Date }): Promise<void> {
  await prisma.user.update({ where: { id }, data, select: { id: true } });
}
