/** A session in the history, as an address names it: `<id>.<end, ms since 1970>`, or `<id>.open`. */
const CURSOR = /^(?<id>[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})\.(open|(?<end>\d{1,14}))$/;

interface Cursor {
  id: string;
  /**
   * The end that it had then: what is sorted by it goes on from there, though the session may have ended
   * since.
   */
  logoutTime: Date | null;
}

export function cursorOf({ id, logoutTime }: Cursor): string {
  return `${id}.${logoutTime?.getTime() ?? "open"}`;
}

export function isCursor(text: string): boolean {
  return CURSOR.test(text);
}

/** @returns null for a text that is no cursor */
export function readCursor(text: string): Cursor | null {
  const { id, end } = CURSOR.exec(text)?.groups ?? {};
  return id ? { id, logoutTime: end ? new Date(Number(end)) : null } : null;
}
