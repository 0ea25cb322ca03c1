/*
 * Connection time worked out plainly, minute of the calendar by minute and moment by moment, for tests that compare it with what PostgreSQL says. It
 * shares nothing with the product, neither its calendar nor its rule of endings.
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

/** What the wall's clock said: each hour with its day, from the first minute of the one to the end of the other. */
export function plainHours(from: number, until: number, timeZone: string): Hour[] {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const hours: Hour[] = [];
  for (let at = from; at < until; at += MINUTE_MS) {
    const said = clock.format(at); // 2025-11-11 14:32
    const [day, hour] = [said.slice(0, 10), Number(said.slice(11, 13))];
    const last = hours.at(-1);
    if (last?.day === day && last.hour === hour) last.ended = at + MINUTE_MS;
    else hours.push({ day, hour, began: at, ended: at + MINUTE_MS });
  }
  return hours;
}

/** A session as it is at `now`; null: not begun. */
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

/** What of the pieces lies in a day. A piece belongs to it by its length, or, having none, by its moment. */
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

/** For how long anything was there, and the longest time in between that nothing was. */
export function measure(pieces: Piece[]): { coveredMs: number; gapMs: number } {
  const moments = [...new Set(pieces.flatMap(({ began, ended }) => [began, ended]))].sort((a, b) => a - b);
  let [coveredMs, gapMs] = [0, 0];
  for (const [index, at] of moments.entries()) {
    const next = moments[index + 1];
    if (next === undefined) break;
    const there = pieces.some(({ began, ended }) => began <= at && next <= ended);
    if (there) coveredMs += next - at;
    else gapMs = Math.max(gapMs, next - at); // moments are ends of pieces: none lies within a gap
  }
  return { coveredMs, gapMs };
}
