/** The place of a session in the history, in an address: `<id>.<end, ms since 1970>`, or `<id>.open`. */
const PLACE = /^(?<id>[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})\.(open|(?<end>\d{1,14}))$/;

interface Place {
  id: string;
  /** The end that it had then: what is sorted by it goes on from there, though the session may have ended since. */
  logoutTime: Date | null;
}

export function placeOf({ id, logoutTime }: Place): string {
  return `${id}.${logoutTime?.getTime() ?? "open"}`;
}

export function isPlace(text: string): boolean {
  return PLACE.test(text);
}

/** @returns null for what is no place */
export function readPlace(text: string): Place | null {
  const { id, end } = PLACE.exec(text)?.groups ?? {};
  return id ? { id, logoutTime: end ? new Date(Number(end)) : null } : null;
}
