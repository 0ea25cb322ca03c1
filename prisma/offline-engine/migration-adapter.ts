import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { urlOfDatabase } from "@/lib/db/embedded/address";
import { errorCode } from "@/lib/error-code";
import { CatalogueClient, restoreCharacters } from "./catalogue-client";
import { createDatabase, dropDatabase } from "./server";

/** Prisma's adapter for PostgreSQL, adapted to migrations. */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres" as const;
  readonly adapterName = "@prisma/adapter-pg";

  /** @param shadowUrl - an empty database to replay migrations in; without it, one is created and dropped */
  constructor(
    private readonly url: string,
    private readonly shadowUrl?: string,
  ) {}

  connect(): Promise<SqlDriverAdapter> {
    return openAdapter(this.url);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    if (this.shadowUrl) return openAdapter(this.shadowUrl);
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await createDatabase(this.url, name).catch(throwForEngine);
    return openAdapter(urlOfDatabase(this.url, name), () => dropDatabase(this.url, name));
  }
}

/** Converts an error to one of an adapter. For any other error the engine reports only "external error". */
function throwForEngine(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  const more = { severity: "ERROR", detail: undefined, column: undefined, hint: undefined };
  throw new DriverAdapterError({ kind: "postgres", code, message, ...more });
}

/** @param afterwards - called after the adapter has been disposed of */
async function openAdapter(url: string, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  // One connection, because the advisory lock against parallel migrations belongs to a connection.
  const pool = new pg.Pool({ connectionString: url, max: 1, Client: CatalogueClient });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();

  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => restoreCharacters(await queryRaw(query));

  // Sends the script as a whole, because the adapter would split it at every ";", also inside a function
  // body. PostgreSQL accepts several statements at once when there are no arguments.
  adapter.executeScript = async (sql) => {
    await adapter.executeRaw({ sql, args: [], argTypes: [] });
  };

  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await afterwards?.();
  };
  return adapter;
}
