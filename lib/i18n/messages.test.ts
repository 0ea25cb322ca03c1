import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "@/lib/preferences/languages";
import {
  checkMessages,
  compareMessages,
  flatten,
  type Messages,
} from "@/lib/testing/messages/compare-messages";
import { matches } from "@/lib/testing/messages/key-patterns";
import { findLiteralTexts } from "@/lib/testing/messages/literal-text";
import { findUsages } from "@/lib/testing/messages/message-usage";
import { productSources, terminalSources } from "@/lib/testing/messages/product-sources";
import lastResort from "./last-resort.json";

const readMessages = (name: string): Messages =>
  JSON.parse(readFileSync(`lib/i18n/messages/${name}.json`, "utf8"));

const french = readMessages("fr");
const sources = productSources();

describe.each(LANGUAGES)("%s", (language) => {
  test("has every message, with the same arguments as in French", () => {
    expect(compareMessages(french, readMessages(language))).toEqual([]);
  });

  test("every message parses", () => {
    expect(checkMessages(readMessages(language))).toEqual([]);
  });

  test("has each text of the last-resort page, with the same arguments as in French", () => {
    expect(compareMessages(lastResort.fr, lastResort[language])).toEqual([]);
    expect(checkMessages(lastResort[language])).toEqual([]);
  });
});

test("French punctuation never follows or precedes a space at which a line can break", () => {
  const texts = [...flatten(french).values(), ...flatten(lastResort.fr).values()];
  expect(texts.filter((text) => / [:;?!»]|« /.test(text))).toEqual([]);
});

test("the terminal's messages have the same keys and arguments in French and in English", () => {
  const [terminalFrench, terminalEnglish] = [readMessages("terminal-fr"), readMessages("terminal-en")];
  expect([...checkMessages(terminalFrench), ...checkMessages(terminalEnglish)]).toEqual([]);
  expect(compareMessages(terminalFrench, terminalEnglish)).toEqual([]);
});

test.each([
  ["pages", french, sources],
  ["the terminal", readMessages("terminal-fr"), terminalSources()],
])("every message of %s is used, and every message that the code uses exists", (_, messages, files) => {
  const keys = [...flatten(messages).keys()];
  const usages = files.flatMap(({ file, text }) => findUsages(file, text));
  const unused = keys.filter((key) => !usages.some(({ pattern }) => matches(pattern, key)));
  const unknown = usages.filter(({ pattern }) => !keys.some((key) => matches(pattern, key)));
  expect({ unused, unknown }).toEqual({ unused: [], unknown: [] });
});

test("no component contains a literal text", () => {
  const texts = sources.flatMap(({ file, text }) =>
    findLiteralTexts(file, text).map((literal) => `${file}: ${literal}`),
  );
  expect(texts).toEqual([]);
});
