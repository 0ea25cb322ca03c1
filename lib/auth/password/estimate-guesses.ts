import type { OptionsDictionary } from "@zxcvbn-ts/core";
import { KREYOL_WORDS } from "@/lib/auth/password/kreyol-words";
import { OFFICE_WORDS } from "@/lib/auth/password/office-words";
import { withoutTails } from "@/lib/auth/password/password-tails";
import { plainWord } from "@/lib/users/role-words";

/**
 * Estimates after how many guesses an attacker finds a password, who knows the word lists.
 *
 * @param known - words about the owner and the office, which are tried first
 */
export type GuessEstimate = (password: string, known: string[]) => number;

/** Lists of zxcvbn's French package. Its short ones (colours, …) would make rare words seem frequent. */
const FRENCH_LISTS = ["commonWords-fr", "wikipedia-fr", "firstnames-fr", "lastnames-fr"] as const;
/** Only the first characters are estimated, because a longer text takes too long. */
const MAX_ESTIMATED_LENGTH = 64;
/** Readings of a text with signs for letters ("p@ssw0rd"). With zxcvbn's 100 a hostile text takes 0.2 s. */
const MAX_SUBSTITUTIONS = 10;
/**
 * Guesses for a word that stands apart, however frequent it is. Four words of a sentence reach the minimum
 * of the rule with it; two or three frequent ones do not.
 */
const MIN_WORD_GUESSES = 100;

/**
 * Loads zxcvbn with its list of about 50 000 leaked passwords, its French lists, and ours. It takes a
 * quarter of a second and some 30 MB, so it happens when the first password is checked.
 */
export async function loadGuessEstimate(): Promise<GuessEstimate> {
  const [{ ZxcvbnFactory }, shared, french] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-fr"),
  ]);
  const dictionary = withoutAccents({
    ...shared.dictionary,
    ...Object.fromEntries(FRENCH_LISTS.map((name) => [name, french.dictionary[name]])),
    kreyol: KREYOL_WORDS,
    office: OFFICE_WORDS,
  });
  const zxcvbn = new ZxcvbnFactory({
    dictionary,
    graphs: shared.adjacencyGraphs,
    l33tMaxSubstitutions: MAX_SUBSTITUTIONS,
  });
  // The product alone: zxcvbn adds 10 000 guesses for each further part, so that every text of three parts,
  // such as "Bonjour", "123456", "!", would seem good enough.
  const productOf = (text: string, known: string[]) =>
    zxcvbn.check(text, known).sequence.reduce((product, { guesses }) => product * guesses, 1);
  return (password, known) => {
    const text = plainWord(password).slice(0, MAX_ESTIMATED_LENGTH);
    const byWord = wordsOf(text).reduce(
      (product, word) => product * Math.max(MIN_WORD_GUESSES, productOf(word, known)),
      1,
    );
    return Math.min(productOf(text, known), byWord);
  };
}

/** Signs between two single letters or digits: "b-o-n" is one word that is spelled out. */
const BETWEEN_SINGLE = /(?<=(?<![\p{L}\p{N}])[\p{L}\p{N}])[^\p{L}\p{N}]+(?=[\p{L}\p{N}](?![\p{L}\p{N}]))/gu;

/** Splits a text at everything that is no letter or digit, without what an attacker appends to every word. */
function wordsOf(text: string): string[] {
  return [...new Set(withoutTails(text.replaceAll(BETWEEN_SINGLE, "")).match(/[\p{L}\p{N}]+/gu))];
}

/** Removes the accents of all words, as of the password: many people type without them. */
function withoutAccents(lists: OptionsDictionary): OptionsDictionary {
  return Object.fromEntries(
    Object.entries(lists).map(([name, words]) => [
      name,
      [...new Set(words.map((word) => plainWord(String(word))))],
    ]),
  );
}
