import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import french from "@/lib/i18n/messages/fr.json";
import { translateFault } from "./translate-fault";

test.each([
  [{ waitS: "30" }, /^Un de vos exports est encore en cours.*dans 30 secondes\.$/],
  [{ reason: "rate", waitS: "1" }, /^Vous avez fait beaucoup d'exports.*dans 1 seconde\.$/],
])("the refusal of an export with %j says why and for how long", (detail, text) => {
  const messages = { locale: "fr", messages: french } as const;
  expect(translateFault(new AppError("too_many", detail), messages)).toMatch(text);
});
