import { plainWord, ROLE_WORDS } from "@/lib/users/role-words";

/** Shorter words are ignored, because many passwords contain them by chance. */
const MIN_WORD_LENGTH = 3;
/** Initials are taken from words of this length or more: "de" and "la" are not in "MSPP". */
const MIN_INITIAL_LENGTH = 4;

/**
 * Lists the words that an attacker knows of an account: its username, the names of its person, the
 * organisation with its words and initials, the roles and the product. The longest is first, so that
 * removing one after the other removes as much as possible.
 */
export function knownWords(owner: { username: string; name: string }, organisation: string): string[] {
  const words = [owner.username, ...wordsOf(owner.username), ...wordsOf(owner.name)];
  const office = wordsOf(organisation);
  const initials = [office, office.filter(({ length }) => length >= MIN_INITIAL_LENGTH)].map((of) =>
    of.map((word) => word.charAt(0)).join(""),
  );
  return [...new Set([...words, ...office, office.join(""), ...initials, "konekte", ...ROLE_WORDS])]
    .map(plainWord)
    .filter(({ length }) => length >= MIN_WORD_LENGTH)
    .toSorted((a, b) => b.length - a.length);
}

function wordsOf(text: string): string[] {
  return plainWord(text).match(/\p{L}+/gu) ?? [];
}
