/** Least number of different characters. 32 random hexadecimal digits have fewer once in ten million. */
const MIN_CHARACTERS = 8;
/** Least number of different neighbours: a repeated piece of a secret adds none. */
const MIN_PAIRS = 20;
/** Least number of different distances between neighbours: a row of the alphabet has one. */
const MIN_STEPS = 8;
/** A piece that may be drawn at random, beside the name of an installation. */
const PIECE = /[\w+/-]{32,}/g;
/** Least number of places with digits before a letter in such a piece. A sentence has a year at its end. */
const MIN_DIGIT_PLACES = 2;
/** Words of samples. Shorter ones would occur by chance in random secrets. */
const SAMPLES =
  /^secret|(?:super|your)[-_ ]?secret|secret[-_ ]?key|random[-_/ ]?string|replace[-_ ]?(?:me|this)|characters[-_ ]?long|change-?me|changeit|example|password|mot-?de-?passe|konekte|nextauth|azertyuiop|qwertyuiop/gi;

/**
 * Returns whether a secret is one that an attacker would try: a sample, few different characters, a repeated
 * piece or a row. It refuses plain mistakes; it can't tell whether a text was drawn at random.
 */
export function isGuessableSecret(secret: string): boolean {
  const characters = Array.from(secret);
  const pairs = characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  const steps = pairs.map(([first = "", second = ""]) => second.charCodeAt(0) - first.charCodeAt(0));
  const rest = secret.replace(SAMPLES, " ");
  return (
    (rest !== secret && !hasRandomPiece(rest)) ||
    new Set(characters).size < MIN_CHARACTERS ||
    new Set(pairs).size < MIN_PAIRS ||
    new Set(steps).size < MIN_STEPS
  );
}

/** Returns whether a part of a text looks as if it were drawn at random. */
function hasRandomPiece(text: string): boolean {
  const pieces = text.match(PIECE) ?? [];
  return pieces.some((piece) => (piece.match(/\d+(?=[A-Za-z])/g) ?? []).length >= MIN_DIGIT_PLACES);
}
