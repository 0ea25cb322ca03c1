import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { usernameKey } from "@/lib/users/username";

const DIGITS = 3;
/** Names per lookup. */
const SLICE = 1_000;

/** Returns the first usernames of a role that are free: `directeur003`, `directeur004`, … */
export async function nextFreeNames(role: Role, count: number): Promise<string[]> {
  const free: string[] = [];
  for (let first = 1; free.length < count; first += SLICE) {
    const names = Array.from({ length: SLICE }, (_, index) => nameOf(role, first + index));
    const taken = await prisma.user.findMany({
      where: { usernameKey: { in: names.map(usernameKey) } },
      select: { usernameKey: true },
      orderBy: { usernameKey: "asc" },
      take: SLICE,
    });
    const keys = new Set(taken.map((user) => user.usernameKey));
    free.push(...names.filter((name) => !keys.has(usernameKey(name))));
  }
  return free.slice(0, count);
}

function nameOf(role: Role, number: number): string {
  return `${role.toLowerCase()}${String(number).padStart(DIGITS, "0")}`;
}
