import pg from "pg";
import { type Finding, makeFinding } from "@/lib/cli/findings/finding";
import { checkPostgres } from "@/lib/cli/findings/supported-versions";
import { type RolePower, readRolePower } from "@/lib/db/role-power";
import { errorCode } from "@/lib/error-code";

const TIMEOUT_MS = 5_000;

/** Checks the server of an address by one connection. Without an answer it is `postgres_unknown`. */
export async function checkDatabase(url: string, embedded: boolean, now: Date): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on("error", () => {}); // a broken connection also rejects the pending query
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
    return [
      checkPostgres(rows[0]?.server_version ?? "", embedded, now),
      checkRole(await readRolePower(client)),
    ];
  } catch (error) {
    const reason = errorCode(error) || (error instanceof Error ? error.message : "");
    return [makeFinding("postgres_unknown", { reason })];
  } finally {
    await client.end().catch(() => {});
  }
}

function checkRole({ role, tooMuch }: RolePower): Finding {
  return tooMuch.length === 0
    ? makeFinding("role_limited", { role })
    : makeFinding("role_powerful", { role });
}
