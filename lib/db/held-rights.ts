import pg from "pg";
import { CALLABLE_FUNCTIONS, TABLE_RIGHTS, USABLE_SEQUENCES } from "@/lib/db/runtime-rights";

/** A right, as GRANT writes it: `SELECT ON TABLE app_user`, `UPDATE (name) ON TABLE app_user`. */
export interface HeldRight {
  /** Begins with `PUBLIC` when every role has the right. */
  right: string;
  /** Whether the role of the connection may take the right away. */
  revocable: boolean;
}

const listOf = (names: readonly string[]) => names.map((name) => pg.escapeLiteral(name)).join(", ");
const TABLES = listOf(Object.keys(TABLE_RIGHTS));

/**
 * The product's own tables, sequences and functions in `public`. Others there, also of the same owner, keep
 * their rights. Functions of triggers are told by the tables that have those.
 */
const OBJECTS = `
  SELECT 'TABLE ' || oid::regclass AS name, relowner AS owner, COALESCE(relacl, acldefault('r', relowner)) AS acl
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname IN (${TABLES})
  UNION ALL
  SELECT 'SEQUENCE ' || oid::regclass, relowner, COALESCE(relacl, acldefault('s', relowner))
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' AND relname IN (${listOf(USABLE_SEQUENCES)})
  UNION ALL
  SELECT 'FUNCTION ' || p.oid::regprocedure, proowner, COALESCE(proacl, acldefault('f', proowner))
  FROM pg_proc AS p WHERE pronamespace = 'public'::regnamespace AND (
    p.oid::regprocedure::text IN (${listOf(CALLABLE_FUNCTIONS)}) OR EXISTS (
      SELECT FROM pg_trigger JOIN pg_class AS c ON c.oid = tgrelid
      WHERE tgfoid = p.oid AND relnamespace = 'public'::regnamespace AND relname IN (${TABLES})))`;

/** Lists what the role of the connection owns of the product, as GRANT names it: `TABLE app_user`. */
export async function listOwnedObjects(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM (${OBJECTS}) AS object WHERE pg_has_role(owner, 'USAGE') ORDER BY name COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Lists the rights of a role on what is the product's in the database of the connection, on the schema and on
 * the database itself. The rights to enter the database and the schema are not listed.
 */
export async function listHeldRights(client: pg.Client, role: string): Promise<HeldRight[]> {
  const { rows } = await client.query<HeldRight>(
    `WITH object AS (${OBJECTS}
      UNION ALL SELECT 'SCHEMA public', nspowner, COALESCE(nspacl, acldefault('n', nspowner))
      FROM pg_namespace WHERE nspname = 'public'
      UNION ALL SELECT 'DATABASE', datdba, COALESCE(datacl, acldefault('d', datdba))
      FROM pg_database WHERE datname = current_database()
    ), given AS (
      SELECT grantor, grantee, privilege_type AS what, name, owner FROM object, aclexplode(acl)
      UNION ALL
      SELECT grantor, grantee, format('%s (%s)', privilege_type, attname), name, owner
      FROM object JOIN pg_attribute ON name = 'TABLE ' || attrelid::regclass AND NOT attisdropped, aclexplode(attacl)
    )
    SELECT (CASE WHEN grantee = 0 THEN 'PUBLIC ' ELSE '' END || what || ' ON ' || name) COLLATE "C" AS "right",
      grantor = owner AND pg_has_role(owner, 'USAGE') AS revocable
    FROM given WHERE grantee IN (0, to_regrole(quote_ident($1)))
      AND (what, name) NOT IN (('CONNECT', 'DATABASE'), ('USAGE', 'SCHEMA public'))
    ORDER BY 1`,
    [role],
  );
  return rows;
}
