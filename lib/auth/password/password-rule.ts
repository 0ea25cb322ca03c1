import {
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  passwordLength,
} from "@/lib/auth/password/password-length";
import { processWide } from "@/lib/process-wide";
import { plainWord } from "@/lib/users/role-words";

/** Reason why a new password is rejected. Each one has a text in the message files. */
export type PasswordFault = "short" | "long" | "guessable";

/**
 * Minimum score of zxcvbn, which gives 0 to 4. A password with a lower score can be guessed in hours, with
 * lists of leaked passwords and of words.
 */
const MIN_SCORE = 3;
/** Only the first characters are scored, because scoring a longer text takes too long. */
const MAX_SCORED_LENGTH = 64;
/** Minimum number of letters and digits besides the known words: username, name and product name. */
const MIN_OTHER_CHARACTERS = 6;
/** Shorter known words are ignored, because many passwords contain them by chance. */
const MIN_WORD_LENGTH = 3;

const loading = processWide("password-rule", () => ({ check: null as Promise<Check> | null }));

type Check = (password: string, known: string[]) => number;

/**
 * Checks that a new password is long enough and not one that an attacker would try first: a leaked or common
 * password, a row of the keyboard, a repetition, or the username or name of its owner. There are no rules
 * about kinds of characters. The check uses no network.
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
  loading.check ??= loadCheck();
  const check = await loading.check;
  const known = [owner.username, ...owner.name.split(/[\s\p{P}]+/u), "konekte"].map(plainWord);
  if (countOther(password, known) < MIN_OTHER_CHARACTERS) return "guessable";
  return check(password.normalize("NFKC").slice(0, MAX_SCORED_LENGTH), known) < MIN_SCORE
    ? "guessable"
    : null;
}

/** Counts the letters and digits that remain of a password when the known words are removed. */
function countOther(password: string, known: string[]): number {
  const words = known
    .filter(({ length }) => length >= MIN_WORD_LENGTH)
    .toSorted((a, b) => b.length - a.length);
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), plainWord(password));
  return rest.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Loads zxcvbn with its list of about 50 000 leaked passwords, when the first password is checked. */
async function loadCheck(): Promise<Check> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password, known) => zxcvbn.check(password, known).score;
}
