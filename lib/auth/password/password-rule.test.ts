import { expect, test } from "vitest";
import { KREYOL_WORDS } from "./kreyol-words";
import { OFFICE_WORDS } from "./office-words";
import { faultOfPassword } from "./password-rule";

const OWNER = { username: "marie001", name: "Marie-Rose Désir" };

test.each([
  ["elevenchars", "short"],
  ["a\u0301".repeat(11), "short"], // eleven characters, each a letter and a combining accent
  ["", "short"],
  ["x".repeat(129), "long"],
])("the password %j is rejected as %s", async (password, fault) => {
  expect(await faultOfPassword(password, OWNER)).toBe(fault);
});

test.each([
  // leaked passwords, rows of keyboards, repetitions
  ["password1234", "qwertyuiop12", "aaaaaaaaaaaaaaaa", "passwordpassword", "123456789012", "P@ssw0rd2026!!"],
  ["azertyuiop123", "AzertyUiop123!", "qsdfghjklm123", "AZERTYqsdfgh1", "wxcvbnwxcvbn", "1234azerty5678"],
  // French
  [
    "motdepasse2024",
    "Motdepasse123!",
    "M0tDeP@sse123!",
    "Bonjour123456!",
    "jetaime123456",
    "jesus est seigneur",
  ],
  [
    "bonjour bonjour bonjour",
    "Bonjour-Ayiti-2026!",
    "b-o-n-j-o-u-r-1-2-3",
    "Démocratie2026",
    "merci.jésus.2026",
  ],
  // Kreyòl, with and without its accents
  [
    "mwenrenmenou",
    "Mwen renmen ou!",
    "MwenRenmenW2026",
    "Ayiticheri2026",
    "bondyebon2026!",
    "Bondye bon 2026",
  ],
  [
    "mèsi jezi 2026",
    "mesi jezi 2026",
    "1804Dessalines",
    "janvye2026janvye",
    "lekolnasyonal",
    "kreyòl pale 2026",
  ],
  ["pòtoprens2026", "portauprince509!", "kafoufèy2026!!", "bonswatoutmoun"],
  // English
  [
    "Welcome2026!!!",
    "welcome to haiti",
    "iloveyou2026!!",
    "ILoveHaiti2026",
    "Secretary2026!",
    "Different-123-",
  ],
  // roles
  ["secretaire123", "secretaire001", "secretaire001!", "Directeur2026!", "Directrice.2026", "sekretè123456"],
  ["Administrateur1", "ARCHIVES-2025-"],
  // owner and product
  [
    "marie001marie001",
    "MarieDesir01",
    "marie-rose01!!",
    "Désir-Désir-2024",
    "konekte123456",
    "Marie.Desir.1986",
  ],
])("the passwords %j, … are rejected as guessable", async (...passwords) => {
  for (const password of passwords)
    expect(await faultOfPassword(password, OWNER), password).toBe("guessable");
});

test.each([
  ["lavi a bel anpil", "lapli tonbe sou tòl la", "dlo sik bannann kabrit", "M pral nan mache demen maten"],
  ["Mwen renmen manje diri ak pwa", "manman m ap vann mango", "kle wouj zwazo mòn", "jaden moto lalin bokit"],
  ["trois chèvres bleues", "marie aime les mangues", "cheval lampe nuage fromage", "un petit chat noir"],
  [
    "J'aime le griot du samedi !",
    "le soleil brille sur la mer",
    "vert bouteille marteau",
    "quatre vélos verts",
  ],
  ["correct horse battery", "my dog eats blue cars", "river candle monkey ladder", "seven green umbrellas"],
  ["x7!kQp93zzLm", "Zb9-mPq4-Lw72", "kanov-dilop-butas", "vT4mKx82hRq0Zw1", "4829 1750 3618 9"],
  [`${"mot ".repeat(3)}de passe pour le bureau, assez long pour tous`, "пароль из четырёх слов"],
])("the passwords %j, … are accepted, whatever kinds of characters they have", async (...passwords) => {
  for (const password of passwords) expect(await faultOfPassword(password, OWNER), password).toBeNull();
});

const ENGLISH = [
  "welcome",
  "sunshine",
  "football",
  "computer",
  "director",
  "secretary",
  "everything",
  "important",
];
const FRENCH = [
  "bonjour",
  "soleil",
  "ordinateur",
  "directeur",
  "secrétaire",
  "développement",
  "février",
  "qsdfgh",
];
const KREYOL = ["bonjou", "solèy", "òdinatè", "direktè", "sekretè", "lanmou", "fevriye", "ayiticheri"];
const CASES = [(word: string) => word, capitalised, (word: string) => word.toUpperCase(), withoutAccents];
const TAILS = ["2026", "-2026!", "123!", "!!!", "001", "12345678", "_1999 2026"];

test.each([...ENGLISH, ...FRENCH, ...KREYOL])(
  "the word %s is guessable with any capitals, accents and tail",
  async (word) => {
    for (const write of CASES) {
      for (const tail of TAILS) {
        for (const text of [`${write(word)}${tail}`, `${tail}${write(word)}`]) {
          const password = text.padEnd(12, "!");
          expect(await faultOfPassword(password, OWNER), password).toBe("guessable");
        }
      }
    }
  },
);

test("every word of our lists is guessable with a year", async () => {
  for (const word of [...KREYOL_WORDS, ...OFFICE_WORDS]) {
    const password = `${capitalised(word)}2026`.padEnd(12, "!");
    expect(await faultOfPassword(password, OWNER), password).toBe("guessable");
  }
});

test("our lists hold each word once, in letters", () => {
  for (const list of [KREYOL_WORDS, OFFICE_WORDS]) {
    expect(list.filter((word, index) => list.indexOf(word) !== index)).toEqual([]);
    expect(list.filter((word) => !/^\p{L}+$/u.test(word))).toEqual([]);
  }
});

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function withoutAccents(word: string): string {
  return word.normalize("NFD").replaceAll(/\p{M}/gu, "");
}
