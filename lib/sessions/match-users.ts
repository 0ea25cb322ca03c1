import { Prisma } from "@/lib/db/client";

/** More words than anybody types; the rest of them counts for nothing. */
const MAX_WORDS = 5;
/** A trigram index finds three letters anywhere; fewer, where a word begins. */
const ANYWHERE_FROM = 3;

/**
 * Whether a person `u` has every word of `q` in their name, username or last address, whatever its accents and case. Words shorter
 * than three letters count where one begins.
 *
 * @param q - not blank
 */
export function matchesUser(q: string): Prisma.Sql {
  const words = q.trim().split(/\s+/u).slice(0, MAX_WORDS);
  return Prisma.sql`(${Prisma.join(words.map(containsWord), " AND ")})`;
}

function containsWord(word: string): Prisma.Sql {
  const letters = word.normalize("NFKD").replaceAll(/[\u0300-\u036f]/g, ""); // as search_form does
  if (letters === "") return Prisma.sql`false`;
  const literal = letters.replaceAll(/[\\%_]/g, "\\$&");
  const before = [...letters].length < ANYWHERE_FROM ? "% " : "%";
  return Prisma.sql`u.search_text LIKE ${before} || search_form(${literal}) || '%'`;
}
