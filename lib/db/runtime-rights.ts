/** Rights of the role that serves requests on one table. */
interface TableRights {
  /** Rights on all of its columns. */
  whole: readonly ("SELECT" | "INSERT" | "DELETE")[];
  /** Columns that it may change. One of them is also enough to lock rows. */
  change: readonly string[];
}

/**
 * Everything that the role that serves requests may do, for each table of the schema. A table or function
 * that is not named here is closed to it. Triggers act with the rights of that role, too, except that they
 * may set any column of the row that is being written.
 */
export const TABLE_RIGHTS: Readonly<Record<string, TableRights>> = {
  _prisma_migrations: { whole: [], change: [] },
  activation_code: {
    whole: ["SELECT", "INSERT", "DELETE"],
    change: ["code_hash", "created_at", "expires_at"],
  },
  // The record: what was written stays.
  activity_event: { whole: ["SELECT", "INSERT"], change: [] },
  // Users are never deleted. The last three columns are written by triggers from the user's sessions.
  app_user: {
    whole: ["SELECT", "INSERT"],
    change: [
      ...["username", "username_key", "name", "email", "role", "password_hash", "disabled_at", "version"],
      ...["last_login_at", "last_address", "last_logout_at"],
    ],
  },
  former_session_key: { whole: ["SELECT", "INSERT", "DELETE"], change: ["changed_at"] },
  known_device: { whole: ["SELECT", "INSERT", "DELETE"], change: ["last_used_at"] },
  refusal: { whole: ["SELECT", "INSERT", "DELETE"], change: ["refusals", "recorded"] },
  refused_sign_in: { whole: ["SELECT", "INSERT", "DELETE"], change: ["refusals"] },
  sign_in_failure: { whole: ["SELECT", "INSERT", "DELETE"], change: ["failures", "last_at"] },
  user_count: { whole: ["SELECT", "INSERT"], change: ["users", "never"] },
  // Sessions are never deleted, and nobody rewrites whose they are and when they began.
  user_session: {
    whole: ["SELECT", "INSERT"],
    change: [
      ...["session_key", "ip_address", "first_ip_address", "user_agent", "first_user_agent"],
      ...["last_contact_at", "last_activity_at"],
      ...["logout_time", "is_active", "end_reason", "ended_by", "end_note", "anonymised_at"],
    ],
  },
};

/** Sequences of which it may take the next number. */
export const USABLE_SEQUENCES: readonly string[] = ["activity_event_id_seq", "refusal_id_seq"];

/**
 * Functions that it may call, also inside triggers and indexes. Trigger functions need no such right.
 * Functions of extensions and of PostgreSQL itself are not listed.
 */
export const CALLABLE_FUNCTIONS: readonly string[] = [
  "browser_of(text)",
  "lasted(timestamp with time zone,timestamp with time zone)",
  "search_form(text)",
  "system_of(text)",
  "write_last_session(uuid[])",
];
