import path from "node:path";

export interface Import {
  from: string;
  to: string;
}

/** Maximum number of code files in one folder; 5 to 15 are usual. */
const MAX_CODE_FILES = 35;

const TEST = /\.test\.tsx?$/;
const CODE = /\.(tsx?|mjs|css)$/;

/**
 * Finds the imports between rooms (folders) that are part of a circle or on a path between two circles.
 * Imports by tests do not count.
 *
 * @param imports - between files; paths from the root
 * @returns a line for each pair of such rooms, the pair with the fewest imports first; empty without circles
 */
export function circlesOfRooms(imports: Import[]): string[] {
  let left = imports.filter(({ from, to }) => !TEST.test(from) && roomOf(from) !== roomOf(to));
  for (;;) {
    const importing = new Set(left.map(({ from }) => roomOf(from)));
    const imported = new Set(left.map(({ to }) => roomOf(to)));
    const tied = left.filter(({ from, to }) => importing.has(roomOf(to)) && imported.has(roomOf(from)));
    if (tied.length === left.length) break;
    left = tied;
  }
  const ties = new Map<string, string[]>();
  for (const { from, to } of left) {
    const rooms = `${roomOf(from)} → ${roomOf(to)}`;
    ties.set(rooms, [...(ties.get(rooms) ?? []), `${from} → ${to}`]);
  }
  return [...ties]
    .sort(([, some], [, others]) => some.length - others.length)
    .map(([rooms, tied]) => `${rooms} (${tied.length}): ${tied[0]}`);
}

/** Returns a line for each folder with more code files than {@link MAX_CODE_FILES}. */
export function crowdedRooms(files: string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    if (CODE.test(file) && !TEST.test(file)) counts.set(roomOf(file), (counts.get(roomOf(file)) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MAX_CODE_FILES)
    .map(([room, count]) => `${room}: ${count} code files, at most ${MAX_CODE_FILES}: make sub-rooms`);
}

function roomOf(file: string): string {
  return path.posix.dirname(file);
}
