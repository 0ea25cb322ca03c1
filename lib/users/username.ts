import { AppError } from "@/lib/errors";

const MIN_LENGTH = 2;
/** In characters, for the username and for its key. */
export const MAX_USERNAME_LENGTH = 64;

/** Letters, marks, digits and some punctuation; no space, control, bidi or zero-width character. */
const ALLOWED = /^[\p{L}\p{M}\p{N}._@'-]+$/u;
/** Invisible characters, which would allow two usernames that look the same. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const LETTER = /\p{L}/u;

/** A username uses one of these scripts: a Cyrillic "а" among Latin letters would imitate another name. */
const SCRIPTS = [
  /\p{Script_Extensions=Latin}/u,
  /\p{Script_Extensions=Greek}/u,
  /\p{Script_Extensions=Cyrillic}/u,
  /\p{Script_Extensions=Arabic}/u,
  /\p{Script_Extensions=Hebrew}/u,
  /\p{Script_Extensions=Devanagari}/u,
  /\p{Script_Extensions=Hangul}/u,
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]/u,
];

/**
 * Checks a username and returns it as it is stored: in NFKC, without outer spaces.
 *
 * @throws AppError `bad_request` with the `username` fault `length`, `characters` or `mixed_scripts`
 */
export function parseUsername(input: string): string {
  const username = input.normalize("NFKC").trim();
  const characters = Array.from(username);
  if (characters.length < MIN_LENGTH || characters.length > MAX_USERNAME_LENGTH) throw refusal("length");
  // The key can be longer: ß becomes ss.
  if (Array.from(usernameKey(username)).length > MAX_USERNAME_LENGTH) throw refusal("length");
  if (!ALLOWED.test(username) || INVISIBLE.test(username)) throw refusal("characters");
  const letters = characters.filter((character) => LETTER.test(character));
  if (!SCRIPTS.some((script) => letters.every((letter) => script.test(letter))))
    throw refusal("mixed_scripts");
  return username;
}

/** Returns the unique key of a username. `Admin`, `ADMIN` and full-width `ａdmin` have the same key. */
export function usernameKey(username: string): string {
  // Upper, then lower case is the closest to Unicode's full case folding in JavaScript (ß and ss are equal).
  return username.normalize("NFKC").trim().toUpperCase().toLowerCase().normalize("NFKC");
}

function refusal(why: string): AppError {
  return new AppError("bad_request", { username: why });
}
