import { AppError } from "@/lib/errors";

const MIN_LENGTH = 2;
export const MAX_USERNAME_LENGTH = 64;

/** Letters, marks, digits and a little punctuation: no space, control, bidi or zero-width character. */
const ALLOWED = /^[\p{L}\p{M}\p{N}._@'-]+$/u;
/** What is drawn as nothing: two names that look the same must not be two people. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const LETTER = /\p{L}/u;

/** One name, one script: a Cyrillic "а" among Latin letters is somebody posing as somebody else. */
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
 * The form in which a username is stored.
 *
 * @throws AppError `bad_request` naming what is wrong: `length`, `characters` or `mixed_scripts`
 */
export function parseUsername(input: string): string {
  const username = input.normalize("NFKC").trim();
  const characters = Array.from(username);
  if (characters.length < MIN_LENGTH || characters.length > MAX_USERNAME_LENGTH) throw refusal("length");
  if (Array.from(usernameKey(username)).length > MAX_USERNAME_LENGTH) throw refusal("length"); // ß becomes ss
  if (!ALLOWED.test(username) || INVISIBLE.test(username)) throw refusal("characters");
  const letters = characters.filter((character) => LETTER.test(character));
  if (!SCRIPTS.some((script) => letters.every((letter) => script.test(letter))))
    throw refusal("mixed_scripts");
  return username;
}

/** By which a username is found, and is unique: `Admin`, `ADMIN` and full-width `ａdmin` are one person. */
export function usernameKey(username: string): string {
  // Upper, then lower case is the nearest to Unicode's full case folding that JavaScript has (ß and ss are one).
  return username.normalize("NFKC").trim().toUpperCase().toLowerCase().normalize("NFKC");
}

function refusal(why: string): AppError {
  return new AppError("bad_request", { username: why });
}
