import { Prisma } from "@/lib/db/client";

/** Maximum number of words in a search. Further words are ignored. */
const MAX_WORDS = 5;
/** Letters that a word needs to match anywhere, because a trigram index needs three. */
const ANYWHERE_FROM = 3;

/**
 * Builds the SQL condition that user `u` has every word of `q` in the name, username or last address. Accents
 * and case do not count. A word of fewer than three letters matches only where a word begins.
 *
 * @param q - not blank
 */
export function matchesUser(q: string): Prisma.Sql {
  const words = q.trim().split(/\s+/u).slice(0, MAX_WORDS);
  return Prisma.sql`(${Prisma.join(words.map(containsWord), " AND ")})`;
}

function containsWord(word: string): Prisma.Sql {
  const letters = word.normalize("NFKD").replaceAll(/[\u0300-\u036f]/g, ""); // like search_form in SQL
  if (letters === "") return Prisma.sql`false`;
  const literal = letters.replaceAll(/[\\%_]/g, "\\$&");
  const before = [...letters].length < ANYWHERE_FROM ? "% " : "%";
  return Prisma.sql`u.search_text LIKE ${before} || search_form(${literal}) || '%'`;
}
