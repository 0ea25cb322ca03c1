import { expect, test } from "vitest";
import { findLiteralTexts } from "./literal-text";

test.each([
  ["between tags", "<p>Actualiser</p>", ["Actualiser"]],
  ["beside an expression", "<p>{count} sessions</p>", ["sessions"]],
  ["in a fragment", "<>Absent</>", ["Absent"]],
  ["in braces", `<p>{"Absent"}</p>`, ["Absent"]],
  ["in a template", `<p>{\`\${count} sessions\`}</p>`, ["sessions"]],
  ["in a conditional", `<p>{open ? "Ouverte" : t("closed")}</p>`, ["Ouverte"]],
  ["after a logical operator", `<p>{count > 0 && "Absents"}</p>`, ["Absents"]],
  ["in a spoken attribute", `<button aria-label="Fermer">×</button>`, ["Fermer"]],
  ["in a spoken attribute, in braces", `<img alt={small ? "Portrait" : t("alt")} />`, ["Portrait"]],
  ["in a title", `<p title={\`Depuis \${time}\`} />`, ["Depuis"]],
])("a text %s is found", (_, source, expected) => {
  expect(findLiteralTexts("made-up.tsx", `const it = ${source};`)).toEqual(expected);
});

test.each([
  ["a message", `<p title={t("help")}>{t("refresh")}</p>`],
  ["the product's name", "<p>Konekte</p>"],
  ["punctuation", "<p>{from}–{to} ≈ … — 12:30</p>"],
  [
    "an attribute that is neither shown nor spoken",
    `<p className="text-muted" id="users" data-place="who" />`,
  ],
  ["data", `<p title={\`\${name} — \${username}\`}>{name}</p>`],
  ["a type and a comparison", `<Table<Row> rows={rows.filter((a) => a < b)} />`],
])("%s is not a literal text", (_, source) => {
  expect(findLiteralTexts("made-up.tsx", `const it = ${source};`)).toEqual([]);
});
