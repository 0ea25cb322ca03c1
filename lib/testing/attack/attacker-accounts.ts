import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/records/factories";
import { openSessionOf } from "@/lib/testing/records/open-session-of";
import type { Job } from "./job";
import type { MadePassword } from "./office";

const OTHERS = 50;
/** Sessions of the secretary, so that her export is some megabytes. */
const HISTORY = 20_000;

/** Accounts of a whole campaign. */
export type Accounts = Pick<Job, "administrator" | "secretary" | "insider" | "victim" | "otherNames">;

/** Adds the accounts that attackers use or guess at. */
export async function makeAttackerAccounts({ password, passwordHash }: MadePassword): Promise<Accounts> {
  const otherNames: string[] = [];
  for (let n = 0; n < OTHERS; n++) otherNames.push((await makeUser({ passwordHash })).username);
  const insider = await makeUser({ passwordHash });
  const victim = await makeUser({ passwordHash });
  const { username } = await makeUser({ role: "ADMIN" });
  const administrator = await openSessionOf(username);
  return {
    administrator: { cookie: headerOf(administrator.cookie), userId: administrator.userId, username },
    secretary: { cookie: await openSecretary() },
    insider: { username: insider.username, password },
    victim: { username: victim.username, password },
    otherNames,
  };
}

async function openSecretary(): Promise<string> {
  const { id, username } = await makeUser();
  await prisma.$executeRaw`
    INSERT INTO user_session
      (user_id, session_key, login_time, last_contact_at, last_activity_at, logout_time, is_active, end_reason)
    SELECT ${id}::uuid, md5(${id} || n) || md5(n::text), at, at, at, at, false, 'SIGNED_OUT'
    FROM generate_series(1, ${HISTORY}::int) AS n
    CROSS JOIN LATERAL (SELECT date_trunc('second', now()) - n * interval '10 min' AS at) AS began`;
  return headerOf((await openSessionOf(username)).cookie);
}

function headerOf({ name, value }: { name: string; value: string }): string {
  return `${name}=${value}`;
}
