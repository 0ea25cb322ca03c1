import { expect, test } from "vitest";
import { findLiteralTexts } from "./literal-text";

test.each([
  ["between tags", "<p>Actualiser</p>", ["Actualiser"]],
  ["beside other things", "<p>{count} sessions</p>", ["sessions"]],
  ["in a fragment", "<>Absent</>", ["Absent"]],
  ["in braces", `<p>{"Absent"}</p>`, ["Absent"]],
  ["in a template", `<p>{\`\${count} sessions\`}</p>`, ["sessions"]],
  ["on a condition", `<p>{open ? "Ouverte" : t("closed")}</p>`, ["Ouverte"]],
  ["when there is something", `<p>{count > 0 && "Absents"}</p>`, ["Absents"]],
  ["only heard", `<button aria-label="Fermer">×</button>`, ["Fermer"]],
  ["only heard, in braces", `<img alt={small ? "Portrait" : t("alt")} />`, ["Portrait"]],
  ["on hover", `<p title={\`Depuis \${time}\`} />`, ["Depuis"]],
])("a text %s is found", (_, source, expected) => {
  expect(findLiteralTexts("made-up.tsx", `const it = ${source};`)).toEqual(expected);
});

test.each([
  ["a message", `<p title={t("help")}>{t("refresh")}</p>`],
  ["the product's name", "<p>Konekte</p>"],
  ["signs", "<p>{from}–{to} ≈ … — 12:30</p>"],
  ["what nobody reads", `<p className="text-muted" id="users" data-place="who" />`],
  ["data", `<p title={\`\${name} — \${username}\`}>{name}</p>`],
  ["a type and a comparison", `<Table<Row> rows={rows.filter((a) => a < b)} />`],
])("%s is no text of a component", (_, source) => {
  expect(findLiteralTexts("made-up.tsx", `const it = ${source};`)).toEqual([]);
});
