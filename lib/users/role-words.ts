import type { Role } from "@/lib/db/generated/enums";
import { ROLES } from "@/lib/roles";

/** How people write a role, in the three languages; accents and case count for nothing. */
const WORDS: Record<Role, string[]> = {
  ADMIN: ["admin", "administrateur", "administratrice", "administrator", "administrate"],
  DIRECTEUR: ["directeur", "directrice", "director", "direkte"],
  SECRETAIRE: ["secretaire", "secretary", "sekrete"],
  ARCHIVES: ["archives", "archive", "archiviste", "achiv"],
};

const ROLE_OF = new Map(
  Object.entries(WORDS).flatMap(([role, words]) => words.map((word) => [word, role] as const)),
);

/** @returns null for a word that is no role */
export function parseRole(typed: string): Role | null {
  const role = ROLE_OF.get(plainWord(typed));
  return ROLES.find((known) => known === role) ?? null;
}

/** Small letters without accents: how words are compared that people write in many ways. */
export function plainWord(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}
