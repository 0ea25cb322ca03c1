/** Maximum number of sessions, or of users, in one request that names them by id. */
export const MAX_NAMED = 500;
/** Maximum length of the reason, in Unicode characters. The users read it. */
export const MAX_NOTE_LENGTH = 200;
