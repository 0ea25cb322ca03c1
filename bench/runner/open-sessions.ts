/** Opens as many sessions, each of somebody else. After `setStage`, as the database is its. @returns their cookies */
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
