import pg from "pg";

export interface Filling {
  users: number;
  /** Total, ended and open, spread evenly over four fifths of the users. The other users never connected. */
  sessions: number;
  /** Sessions open at `now`, each of another user; one in four of them is away. */
  open: number;
  now: Date;
}

/**
 * Inserts a large organisation with a long history in seconds, for query plans and benchmarks. Existing users
 * stay. It uses a connection of its own, because the statement timeout of the product is too short.
 */
export async function fillDatabase(
  url: string | undefined,
  { users, sessions, open, now }: Filling,
): Promise<void> {
  const connected = Math.ceil(users * 0.8);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN");
    // Triggers and indexes would cost time for each row: their work is done once at the end.
    await client.query("ALTER TABLE user_session DISABLE TRIGGER USER");
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES);
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    await client.query(USERS, [users]);
    await client.query(SESSIONS, [connected, sessions, open, now]);
    await client.query("SELECT write_last_session(ARRAY(SELECT id FROM app_user))");
    for (const { definition } of indexes) await client.query(definition);
    await client.query("ALTER TABLE user_session ENABLE TRIGGER USER");
    await client.query("COMMIT");
    await client.query("VACUUM (ANALYZE)");
  } finally {
    await client.end();
  }
}

const INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
  WHERE indrelid IN ('app_user'::regclass, 'user_session'::regclass) AND NOT indisunique
    AND indexrelid <> 'user_session_user_id_login_time_id_idx'::regclass -- finds the newest session`;

/** SQL for the id of user `n`: always the same, in the form of a version 4 UUID. */
function userId(n: string): string {
  return `overlay(overlay(md5('user' || ${n}) placing '4' from 13) placing '8' from 17)::uuid`;
}

const USERS = `
  INSERT INTO app_user (id, username, username_key, name, role, password_hash)
  SELECT ${userId("n")}, 'user' || n, 'user' || n,
    (ARRAY['Jean', 'Marie', 'Élise', 'Wilner', 'Rose', 'Fritz', 'Nadège', 'Yves'])[1 + n % 8] || ' '
      || (ARRAY['Pierre', 'Joseph', 'Noël', 'Charles', 'Étienne', 'Louis', 'Michel'])[1 + n % 7] || ' ' || n,
    (CASE WHEN n % 100 = 0 THEN 'ADMIN' WHEN n % 10 = 1 THEN 'DIRECTEUR' WHEN n % 2 = 0 THEN 'SECRETAIRE' ELSE 'ARCHIVES' END)::"Role",
    '-'
  FROM generate_series(0, $1::int - 1) AS n`;

/**
 * Session `n`, newest first. The open ones began 10 to 250 minutes ago; the ended ones began more than 5
 * hours ago, one every 30 s.
 */
const SESSIONS = `
  INSERT INTO user_session
    (user_id, session_key, ip_address, first_ip_address, user_agent, login_time, last_contact_at, last_activity_at, logout_time, is_active, end_reason)
  SELECT ${userId("n % $1::int")}, md5('session' || n) || md5(n::text),
    address, address,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    login_at, heard_at, heard_at,
    CASE WHEN n >= $3 THEN heard_at END, n < $3, CASE WHEN n >= $3 THEN 'SIGNED_OUT'::"EndReason" END
  FROM generate_series(0, $2::int - 1) AS n
  CROSS JOIN LATERAL (SELECT CASE
    WHEN n < $3::int THEN $4::timestamptz - n % 240 * interval '1 min' - interval '10 min'
    ELSE $4::timestamptz - interval '5 h' - n * interval '30 s' END AS login_at
  ) AS began
  CROSS JOIN LATERAL (SELECT ('10.' || n % 7 || '.' || n % 250 || '.' || n % 251)::inet AS address) AS place
  CROSS JOIN LATERAL (SELECT CASE
    WHEN n >= $3::int THEN login_at + interval '4 h'
    WHEN n % 4 = 0 THEN $4::timestamptz - interval '8 min'
    ELSE $4::timestamptz END AS heard_at
  ) AS lasted`;
