import {
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  passwordLength,
} from "@/lib/auth/password/password-length";
import { processWide } from "@/lib/process-wide";
import { plainWord } from "@/lib/users/role-words";

/** Why a password can't be chosen; each has its words in the message files. */
export type PasswordFault = "short" | "long" | "guessable";

/** zxcvbn's scores go from 0 to 4; below this one a password is guessed in hours, from lists of leaked ones and words. */
const LEAST_SCORE = 3;
/** What is guessable in so many letters; more of them take long to look at. */
const LOOKED_AT = 64;
/** Beside what is known of its owner there must be so much that is not; shorter words than this are in everything. */
const LEAST_REST = 6;
const LEAST_WORD = 3;

const loading = processWide("password-rule", () => ({ check: null as Promise<Check> | null }));

type Check = (password: string, known: string[]) => number;

/**
 * Long enough, and not one that others would try: a leaked or common one, a row of the keyboard, a repetition, or what is known of its
 * owner. No rules about kinds of signs. All of it without the network.
 *
 * @returns null for a good one
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
  if (restOf(password, known) < LEAST_REST) return "guessable";
  return check(password.normalize("NFKC").slice(0, LOOKED_AT), known) < LEAST_SCORE ? "guessable" : null;
}

/** How many letters and digits are left of a password without the words that are known of its owner. */
function restOf(password: string, known: string[]): number {
  const words = known.filter(({ length }) => length >= LEAST_WORD).toSorted((a, b) => b.length - a.length);
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), plainWord(password));
  return rest.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

/** Some 50 000 leaked passwords: loaded when the first one is chosen. */
async function loadCheck(): Promise<Check> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password, known) => zxcvbn.check(password, known).score;
}
