import type pg from "pg";

/**
 * A power that the role that serves requests must not have:
 *
 * - `superuser`: everything, also to read files and to run programs of the server;
 * - `server`: a part of that, by an attribute or by membership of one of PostgreSQL's own roles;
 * - `owner`: it owns the record or may become its owner, so it may turn its triggers off;
 * - `rewrite`: it may change or delete events, or put triggers on them;
 * - `define`: it may create tables and functions in the schema, or schemas in the database.
 */
type Power = "superuser" | "server" | "owner" | "rewrite" | "define";

export interface RolePower {
  /** Name of the connection's role. */
  role: string;
  /** Its powers that serving requests does not need; empty for a role that has the declared rights only. */
  tooMuch: Power[];
}

type Row = { role: string } & Record<Power, boolean>;
const POWERS: Power[] = ["superuser", "server", "owner", "rewrite", "define"];

/** Reads how powerful the role of a connection is. Without the product's tables it reads the rest. */
export async function readRolePower(client: pg.Client): Promise<RolePower> {
  const { rows } = await client.query<Row>(`
    SELECT r.rolname AS role, r.rolsuper AS superuser,
      r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls OR EXISTS (
        SELECT FROM pg_roles AS g WHERE pg_has_role(r.oid, g.oid, 'MEMBER') AND g.rolname IN (
          'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program', 'pg_write_all_data', 'pg_maintain')
      ) AS server,
      COALESCE(pg_has_role(r.oid, c.relowner, 'MEMBER'), false) AS owner,
      COALESCE(has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES')
        OR has_any_column_privilege(r.oid, c.oid, 'UPDATE, REFERENCES'), false) AS rewrite,
      has_schema_privilege(r.oid, 'public', 'CREATE') OR has_database_privilege(r.oid, current_database(), 'CREATE') AS define
    FROM pg_roles AS r LEFT JOIN pg_class AS c ON c.oid = to_regclass('public.activity_event')
    WHERE r.rolname = current_user`);
  const [row] = rows;
  if (!row) throw new Error("the role of the connection is not known to the server");
  return { role: row.role, tooMuch: POWERS.filter((power) => row[power]) };
}
