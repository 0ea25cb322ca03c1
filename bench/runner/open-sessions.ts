/**
 * Opens sessions, each of a new user. Call it after `setStage`, which sets the database.
 *
 * @returns the value of the Cookie header of each session
 */
export async function openSessions(count: number): Promise<string[]> {
  const { makeUser } = await import("@/lib/testing/records/factories");
  const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
  const cookies: string[] = [];
  for (let made = 0; made < count; made++) {
    const { username } = await makeUser();
    const { cookie } = await openSessionOf(username);
    cookies.push(`${cookie.name}=${cookie.value}`);
  }
  return cookies;
}
