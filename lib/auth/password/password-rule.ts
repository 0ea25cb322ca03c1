import { type GuessEstimate, loadGuessEstimate } from "@/lib/auth/password/estimate-guesses";
import { knownWords } from "@/lib/auth/password/known-words";
import {
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  passwordLength,
} from "@/lib/auth/password/password-length";
import { withoutTails } from "@/lib/auth/password/password-tails";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";
import { plainWord } from "@/lib/users/role-words";

/** Reason why a new password is rejected. Each one has a text in the message files. */
export type PasswordFault = "short" | "long" | "guessable";

/**
 * Minimum number of guesses. The limits of signing in allow an attacker less than a million an hour on all
 * accounts together.
 */
const MIN_GUESSES = 1e8;
/** Minimum number of letters and digits besides the known words and the usual digits after a word. */
const MIN_OTHER_CHARACTERS = 6;

const loading = processWide("password-rule", () => ({ estimate: null as Promise<GuessEstimate> | null }));

/**
 * Checks that a new password is long enough and not one that an attacker would try first: a leaked or common
 * password, a few frequent words in French, Kreyòl or English, a row of the keyboard, a repetition, or words
 * about its owner and the office, with any capitals, accents, years and signs. There are no rules about
 * kinds of characters. The check uses no network. Only new passwords are checked: those that exist are known
 * as hashes only.
 *
 * @returns null when the password is accepted
 */
export async function faultOfPassword(
  password: string,
  owner: { username: string; name: string },
): Promise<PasswordFault | null> {
  const length = passwordLength(password);
  if (length < MIN_PASSWORD_LENGTH) return "short";
  if (length > MAX_PASSWORD_LENGTH) return "long";
  const known = knownWords(owner, env().organisation);
  if (countOther(password, known) < MIN_OTHER_CHARACTERS) return "guessable";
  loading.estimate ??= loadGuessEstimate();
  const estimate = await loading.estimate;
  return estimate(password, known) < MIN_GUESSES ? "guessable" : null;
}

/** Counts the letters and digits that remain of a password without the known words and the usual digits. */
function countOther(password: string, known: string[]): number {
  const rest = known.reduce((text, word) => text.replaceAll(word, " "), plainWord(password));
  return withoutTails(rest).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
