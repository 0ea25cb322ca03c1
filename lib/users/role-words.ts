import type { Role } from "@/lib/db/generated/enums";
import { ROLES } from "@/lib/roles";

/** Accepted words of each role in the three languages, in small letters without accents. */
const WORDS: Record<Role, string[]> = {
  ADMIN: ["admin", "administrateur", "administratrice", "administrator", "administrate"],
  DIRECTEUR: ["directeur", "directrice", "director", "direkte"],
  SECRETAIRE: ["secretaire", "secretary", "sekrete"],
  ARCHIVES: ["archives", "archive", "archiviste", "achiv"],
};

/** All accepted words of roles. */
export const ROLE_WORDS = Object.values(WORDS).flat();

const ROLE_OF = new Map(
  Object.entries(WORDS).flatMap(([role, words]) => words.map((word) => [word, role] as const)),
);

/**
 * Reads a role in any of the three languages. Accents and case do not matter.
 *
 * @returns null when the word is not a role
 */
export function parseRole(typed: string): Role | null {
  const role = ROLE_OF.get(plainWord(typed));
  return ROLES.find((known) => known === role) ?? null;
}

/** Returns a text in small letters without accents and outer spaces, for comparing typed words. */
export function plainWord(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}
