import type { Admin } from "@/lib/viewer";
import { makeSession, makeUser } from "./factories";

/** An administrator with an open session, as the guard returns them. */
export async function makeAdmin(): Promise<Admin> {
  const { id: userId, username, name } = await makeUser({ role: "ADMIN" });
  const { id: sessionId } = await makeSession({ id: userId });
  return { userId, sessionId, username, name, role: "ADMIN" };
}
