import type pg from "pg";

/** Tables, views, sequences and functions in `public`, without those of extensions. */
const OBJECTS = `
  SELECT 'TABLE ' || oid::regclass AS name, relowner AS owner, COALESCE(relacl, acldefault('r', relowner)) AS acl
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT 'SEQUENCE ' || oid::regclass, relowner, COALESCE(relacl, acldefault('s', relowner))
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
  UNION ALL
  SELECT 'FUNCTION ' || oid::regprocedure, proowner, COALESCE(proacl, acldefault('f', proowner))
  FROM pg_proc AS p WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'a', 'w')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')`;

/** Lists what the role of the connection owns in `public`, as GRANT names it: `TABLE app_user`. */
export async function listOwnedObjects(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM (${OBJECTS}) AS object WHERE pg_has_role(owner, 'USAGE') ORDER BY name COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Lists the rights of a role in the database of the connection, sorted, as GRANT writes them:
 * `SELECT ON TABLE app_user`, `UPDATE (name) ON TABLE app_user`. Those that PUBLIC has, and so every role,
 * begin with `PUBLIC`. The rights to enter the database and the schema are not listed.
 */
export async function listHeldRights(client: pg.Client, role: string): Promise<string[]> {
  const { rows } = await client.query<{ held: string }>(
    `WITH object AS (${OBJECTS}
      UNION ALL SELECT 'SCHEMA public', nspowner, COALESCE(nspacl, acldefault('n', nspowner))
      FROM pg_namespace WHERE nspname = 'public'
      UNION ALL SELECT 'DATABASE', datdba, COALESCE(datacl, acldefault('d', datdba))
      FROM pg_database WHERE datname = current_database()
    ), given AS (
      SELECT grantee, privilege_type AS what, name FROM object, aclexplode(acl)
      UNION ALL
      SELECT grantee, format('%s (%s)', privilege_type, attname), 'TABLE ' || attrelid::regclass
      FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = attrelid, aclexplode(attacl)
      WHERE relnamespace = 'public'::regnamespace AND NOT attisdropped
    )
    SELECT CASE WHEN grantee = 0 THEN 'PUBLIC ' ELSE '' END || what || ' ON ' || name AS held FROM given
    WHERE grantee IN (0, to_regrole($1::text)) AND (what, name) NOT IN (('CONNECT', 'DATABASE'), ('USAGE', 'SCHEMA public'))`,
    [role],
  );
  return rows.map(({ held }) => held).sort();
}
