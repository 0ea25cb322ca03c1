import { type JSXChild, type JSXExpression, parseSync, Visitor } from "oxc-parser";

/** Attributes that a browser shows or a screen reader speaks. */
const SPOKEN =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|alt|title|placeholder|label|content)$/;
/** The product's name, which is not translated. */
const NAME = /^\s*Konekte\s*$/;

/** Returns the texts that a component shows and that are not from the message files. */
export function findLiteralTexts(file: string, source: string): string[] {
  const texts: string[] = [];
  const note = (text: string | null) => {
    if (text !== null && /\p{L}/u.test(text) && !NAME.test(text)) texts.push(text.trim());
  };
  const noteValue = (value: JSXExpression): void => {
    if (value.type === "Literal" && typeof value.value === "string") note(value.value);
    if (value.type === "TemplateLiteral") for (const { value: part } of value.quasis) note(part.cooked);
    if (value.type === "ConditionalExpression")
      for (const one of [value.consequent, value.alternate]) noteValue(one);
    if (value.type === "LogicalExpression") for (const one of [value.left, value.right]) noteValue(one);
  };
  const noteChildren = ({ children }: { children: JSXChild[] }) => {
    for (const child of children) {
      if (child.type === "JSXText") note(child.value);
      if (child.type === "JSXExpressionContainer") noteValue(child.expression);
    }
  };
  new Visitor({
    JSXElement: noteChildren,
    JSXFragment: noteChildren,
    JSXAttribute({ name, value }) {
      if (name.type !== "JSXIdentifier" || !SPOKEN.test(name.name)) return;
      if (value?.type === "Literal") note(value.value);
      if (value?.type === "JSXExpressionContainer") noteValue(value.expression);
    },
  }).visit(parseSync(file, source, { preserveParens: false }).program);
  return texts;
}
