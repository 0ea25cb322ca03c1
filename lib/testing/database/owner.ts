import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/lib/db/generated/client";

/**
 * Client of the role that owns the tables, for what a test does to them that the product may not: backdating,
 * other triggers, deletions. In processes without `MIGRATION_DATABASE_URL` one role does everything.
 */
export const owner = new PrismaClient({
  adapter: new PrismaPg(
    { connectionString: process.env.MIGRATION_DATABASE_URL || process.env.DATABASE_URL },
    { onPoolError: () => {}, onConnectionError: () => {} }, // tests also cut connections
  ),
});
