import type { Argument } from "oxc-parser";

/** Stands for a part of a key that is only known at run time. It never contains a dot. */
const WILDCARD = "*";

/** Returns the keys that an expression may evaluate to, with `*` for each unknown part. */
export function keyPatterns(expression: Argument | undefined): string[] {
  switch (expression?.type) {
    case undefined:
      return [];
    case "Literal":
      return typeof expression.value === "string" ? [expression.value] : [];
    case "TemplateLiteral":
      return [expression.quasis.map(({ value }) => value.cooked).join(WILDCARD)];
    case "ConditionalExpression":
      return [...keyPatterns(expression.consequent), ...keyPatterns(expression.alternate)];
    case "LogicalExpression":
      return [...keyPatterns(expression.left), ...keyPatterns(expression.right)];
    default:
      return [WILDCARD];
  }
}

/** Returns whether a key matches a pattern. */
export function matches(pattern: string, key: string): boolean {
  const parts = pattern.split(WILDCARD).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^.]+")}$`).test(key);
}
