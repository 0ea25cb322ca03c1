/** Text of a cursor in an address: `<session id>.<end in ms since 1970>`, or `<session id>.open`. */
const CURSOR = /^(?<id>[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})\.(open|(?<end>\d{1,14}))$/;

interface Cursor {
  id: string;
  /**
   * The end that the session had when its page was read; null: it was open. A list that is sorted by the end
   * continues from there, even when the session has ended since.
   */
  logoutTime: Date | null;
}

/** Writes a cursor as text; {@link readCursor} reads it. */
export function cursorOf({ id, logoutTime }: Cursor): string {
  return `${id}.${logoutTime?.getTime() ?? "open"}`;
}

/** Returns whether a text has the form of a cursor. The session need not exist. */
export function isCursor(text: string): boolean {
  return CURSOR.test(text);
}

/**
 * Reads a cursor.
 *
 * @returns null when the text is not a cursor
 */
export function readCursor(text: string): Cursor | null {
  const { id, end } = CURSOR.exec(text)?.groups ?? {};
  return id ? { id, logoutTime: end ? new Date(Number(end)) : null } : null;
}
