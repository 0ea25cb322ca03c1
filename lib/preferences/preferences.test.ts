import { expect, test } from "vitest";
import { languageOf } from "./languages";
import { themeAttribute, themeOf } from "./themes";

test.each([
  ["fr", "fr"],
  ["ht", "ht"],
  ["en", "en"],
  [undefined, "fr"],
  ["", "fr"],
  ["de", "fr"],
  ["HT", "fr"],
  ["en-US", "fr"],
  ["__proto__", "fr"],
])("the language cookie %j gives %s", (cookie, language) => {
  expect(languageOf(cookie)).toBe(language);
});

test.each([
  ["light", "light", "light"],
  ["dark", "dark", "dark"],
  ["system", "system", undefined],
  [undefined, "system", undefined],
  ["neon", "system", undefined],
  ['dark" onload="', "system", undefined],
])("the theme cookie %j gives %s", (cookie, theme, attribute) => {
  expect(themeOf(cookie)).toBe(theme);
  expect(themeAttribute(themeOf(cookie))).toBe(attribute);
});
