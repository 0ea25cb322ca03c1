import { expect, test } from "vitest";
import { knownWords } from "./known-words";

const OWNER = { username: "Anne_Marie007", name: "Anne-Marie Noël" };

test("knownWords lists the words of the owner and the organisation, the longest first", () => {
  const words = knownWords(OWNER, "Ministère de la Santé Publique et de la Population");
  for (const word of ["anne_marie007", "anne", "marie", "noel", "ministere", "sante", "mspp", "konekte"])
    expect(words).toContain(word);
  expect(words[0]).toBe("ministeredelasantepubliqueetdelapopulation");
  expect(words.every((word) => word.length >= 3)).toBe(true);
});
