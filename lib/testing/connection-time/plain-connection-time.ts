/*
 * A simple reference calculation of connection time, minute by minute and instant by instant. Tests compare
 * it with the results of PostgreSQL. It shares no code with the product, neither the calendar nor the rule of
 * endings.
 */
const MINUTE_MS = 60_000;
const SILENCE_MS = 75_000;

export interface PlainSession {
  person: number;
  login: number;
  logout: number | null;
  contact: number;
  activity: number;
  lost: boolean;
}

export interface Piece {
  began: number;
  ended: number;
  open: boolean;
  lost: boolean;
}

export interface Hour {
  day: string;
  hour: number;
  began: number;
  ended: number;
}

/**
 * Returns each hour of local time between two instants, with its day. An hour repeated by a clock change is
 * one entry.
 */
export function plainHours(from: number, until: number, timeZone: string): Hour[] {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const hours: Hour[] = [];
  for (let at = from; at < until; at += MINUTE_MS) {
    const local = clock.format(at); // 2025-11-11 14:32
    const [day, hour] = [local.slice(0, 10), Number(local.slice(11, 13))];
    const last = hours.at(-1);
    if (last?.day === day && last.hour === hour) last.ended = at + MINUTE_MS;
    else hours.push({ day, hour, began: at, ended: at + MINUTE_MS });
  }
  return hours;
}

/** Returns the connection time of a session as it is at `now`; null when it has not begun. */
export function pieceOf(
  { login, logout, contact, activity, lost }: PlainSession,
  { idleMs, maxAgeMs }: { idleMs: number; maxAgeMs: number },
  now: number,
): Piece | null {
  if (login > now) return null;
  if (logout !== null) {
    return logout > now
      ? { began: login, ended: now, open: true, lost: false }
      : { began: login, ended: logout, open: false, lost };
  }
  const due = Math.min(activity + idleMs, login + maxAgeMs);
  if (now < due) return { began: login, ended: now, open: true, lost: false };
  const silent = due - contact > SILENCE_MS;
  return { began: login, ended: silent ? contact : due, open: false, lost: silent };
}

/**
 * Cuts the pieces to an interval. A piece without length belongs to the interval that contains its instant.
 */
export function cut(pieces: Piece[], began: number, ended: number): Piece[] {
  return pieces
    .filter((piece) =>
      piece.began === piece.ended
        ? piece.began >= began && piece.began < ended
        : piece.began < ended && piece.ended > began,
    )
    .map((piece) => ({
      began: Math.max(piece.began, began),
      ended: Math.min(piece.ended, ended),
      open: piece.open && piece.ended < ended,
      lost: piece.lost && piece.ended <= ended,
    }));
}

/** Returns the time covered by at least one piece, and the longest gap between pieces. */
export function measure(pieces: Piece[]): { coveredMs: number; gapMs: number } {
  const bounds = [...new Set(pieces.flatMap(({ began, ended }) => [began, ended]))].sort((a, b) => a - b);
  let [coveredMs, gapMs] = [0, 0];
  for (const [index, at] of bounds.entries()) {
    const next = bounds[index + 1];
    if (next === undefined) break;
    const covered = pieces.some(({ began, ended }) => began <= at && next <= ended);
    if (covered) coveredMs += next - at;
    else gapMs = Math.max(gapMs, next - at); // no piece begins or ends between two bounds
  }
  return { coveredMs, gapMs };
}
