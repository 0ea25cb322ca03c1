/** Inserts a user with an open session. Call it after `setStage`, which sets the database. */
export async function signInUser(role: "ADMIN" | "SECRETAIRE" = "SECRETAIRE") {
  const { makeUser } = await import("@/lib/testing/records/factories");
  const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
  return openSessionOf((await makeUser({ role })).username);
}

/** Inserts users with a password, who can sign in through the form. Call it after `setStage`. */
export async function makeUsers(count: number): Promise<{ username: string; password: string }[]> {
  const { hashPassword } = await import("@/lib/auth/password/password");
  const { makeUser } = await import("@/lib/testing/records/factories");
  const password = "correct horse battery staple";
  const passwordHash = await hashPassword(password);
  const people: { username: string; password: string }[] = [];
  for (let n = 0; n < count; n++)
    people.push({ username: (await makeUser({ passwordHash })).username, password });
  return people;
}
