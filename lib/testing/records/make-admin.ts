import type { Admin } from "@/lib/viewer";
import { makeSession, makeUser } from "./factories";

/** Inserts an administrator with an open session. Returns what the guard returns for it. */
export async function makeAdmin(): Promise<Admin> {
  const { id: userId, username, name } = await makeUser({ role: "ADMIN" });
  const { id: sessionId, sessionKey: sessionKeyHash } = await makeSession({ id: userId });
  return { userId, sessionId, sessionKeyHash, username, name, role: "ADMIN" };
}
