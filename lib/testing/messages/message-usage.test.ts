import { expect, test } from "vitest";
import { matches } from "./key-patterns";
import { findUsages } from "./message-usage";

const patternsOf = (source: string) => findUsages("made-up.tsx", source).map(({ pattern }) => pattern);

test.each([
  [
    "a literal key",
    `function A() { const t = useTranslations("users"); return <p>{t("title")}</p>; }`,
    ["users.title"],
  ],
  [
    "a server's translator",
    `async function A() { const t = await getTranslations("users"); return t("a.b"); }`,
    ["users.a.b"],
  ],
  ["no namespace", `function A() { const t = useTranslations(); return t("users.title"); }`, ["users.title"]],
  [
    "a key with arguments",
    `function A() { const t = useTranslations("users"); return t("n", { count: t("inner") }); }`,
    ["users.n", "users.inner"],
  ],
  [
    "rich text",
    `function A() { const t = useTranslations("a"); return [t.rich("b", {}), t.has("c")]; }`,
    ["a.b", "a.c"],
  ],
  [
    "a template",
    `function A({ x }) { const t = useTranslations("a"); return t(\`count.\${x}.up\`); }`,
    ["a.count.*.up"],
  ],
  [
    "a key known only at run time",
    `function A({ x }) { const t = useTranslations("roles"); return t(x); }`,
    ["roles.*"],
  ],
  [
    "a conditional key",
    `function A({ x }) { const t = useTranslations("a"); return t(x ? "b" : "c"); }`,
    ["a.b", "a.c"],
  ],
  ["a translator without a name", `function A({ x }) { return useTranslations("roles")(x); }`, ["roles.*"]],
  [
    "several translators at once",
    `async function A() { const [t, u] = await Promise.all([getTranslations("a"), getTranslations("b")]); return t("x") + u("y"); }`,
    ["a.x", "b.y"],
  ],
  [
    "the same name in two functions",
    `function A() { const t = useTranslations("a"); return t("x"); } function B() { const t = useTranslations("b"); return t("y"); }`,
    ["a.x", "b.y"],
  ],
  [
    "an inner function",
    `function A() { const t = useTranslations("a"); const step = () => t("x"); return step; }`,
    ["a.x"],
  ],
  [
    "a shadowed translator",
    `function A() { const t = useTranslations("a"); const u = () => { const t = useTranslations("b"); return t("y"); }; return u; }`,
    ["b.y"],
  ],
  [
    "a translator passed as an argument",
    `function A() { const t = useTranslations("a"); return text(t); } function text(t) { return t("x"); }`,
    ["a.x"],
  ],
  [
    "a namespace known only at run time",
    `function A({ x }) { const t = useTranslations(\`faults.\${x}\`); return t("title"); }`,
    ["faults.*.title"],
  ],
  [
    "the translator of the terminal",
    `import { t } from "@/lib/cli/terminal/translator"; const it = t("users.done"); function A({ x }) { return t(\`fault.\${x}\`); }`,
    ["users.done", "fault.*"],
  ],
  ["functions that are no translators", `const t = (key) => key; console.info(t("a.b"), u.rich("c"));`, []],
])("%s: all keys are found", (_, source, expected) => {
  expect(patternsOf(source)).toEqual(expected);
});

test.each([
  ["a.b", "a.b", true],
  ["a.b", "a.bc", false],
  ["a.b", "axb", false],
  ["a.*", "a.b", true],
  ["a.*", "a.b.c", false],
  ["a.*.c", "a.b.c", true],
  ["a.*up", "a.b.up", false],
])("pattern %s matches key %s: %s", (pattern, key, expected) => {
  expect(matches(pattern, key)).toBe(expected);
});
