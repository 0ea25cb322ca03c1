import { expect, test } from "vitest";
import { faultOfPassword } from "./password-rule";

const OWNER = { username: "secretaire001", name: "Marie-Rose Désir" };

test.each([
  ["elevenchars", "short"],
  ["a\u0301".repeat(11), "short"], // eleven characters, each a letter and a combining accent
  ["", "short"],
  ["x".repeat(129), "long"],
  ["password1234", "guessable"],
  ["motdepasse2024", "guessable"],
  ["azertyuiop123", "guessable"],
  ["qwertyuiop12", "guessable"],
  ["aaaaaaaaaaaaaaaa", "guessable"],
  ["passwordpassword", "guessable"],
  ["123456789012", "guessable"],
  ["secretaire001", "guessable"],
  ["secretaire001!", "guessable"],
  ["MarieDesir01", "guessable"],
  ["marie-rose01!!", "guessable"],
  ["Désir-Désir-2024", "guessable"],
  ["konekte123456", "guessable"],
])("the password %j is rejected as %s", async (password, fault) => {
  expect(await faultOfPassword(password, OWNER)).toBe(fault);
});

test.each([
  "lavi a bel anpil",
  "kanov-dilop-butas",
  "correct horse battery",
  "trois chèvres bleues",
  "x7!kQp93zzLm",
  "marie aime les mangues",
  `${"mot ".repeat(3)}de passe pour le bureau, assez long pour tous`,
])("the password %j is accepted, whatever kinds of characters it has", async (password) => {
  expect(await faultOfPassword(password, OWNER)).toBeNull();
});
