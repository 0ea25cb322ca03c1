import pg from "pg";
import { prisma } from "@/lib/db/client";

/**
 * Runs `during` while every write of contact also executes a statement.
 *
 * @param what - the statement, in PL/pgSQL
 * @param during - receives a function that returns how many row updates were attempted so far. A sequence
 *   counts them, because a rollback does not reset it. The product has no right to it, so the function
 *   runs as its owner.
 */
export async function withContactWrites<T>(
  what: string,
  during: (countAttempts: () => Promise<number>) => Promise<T>,
): Promise<T> {
  await prisma.$executeRaw`CREATE SEQUENCE fault_tries`;
  await prisma.$executeRawUnsafe(`
    CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN PERFORM nextval('fault_tries'); ${what}; RETURN NEW; END $$`);
  await prisma.$executeRaw`
    CREATE TRIGGER fault BEFORE UPDATE OF last_contact_at ON user_session FOR EACH ROW EXECUTE FUNCTION fault()`;
  try {
    return await during(countAttempts);
  } finally {
    await prisma.$executeRaw`DROP FUNCTION fault() CASCADE`;
    await prisma.$executeRaw`DROP SEQUENCE fault_tries`;
  }
}

async function countAttempts(): Promise<number> {
  const [{ tries }] = await prisma.$queryRaw<[{ tries: number }]>`
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS tries FROM fault_tries`;
  return tries;
}

/** Terminates all connections to the database and runs `during` while it accepts no new ones. */
export async function withDatabaseDown<T>(during: () => Promise<T>): Promise<T> {
  const url = new URL(process.env.DATABASE_URL ?? "");
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const maintenance = new pg.Client({ connectionString: url.href });
  await maintenance.connect();
  try {
    await maintenance.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    await maintenance.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
      name,
    ]);
    return await during();
  } finally {
    await maintenance.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
    await maintenance.end();
  }
}
