import type { Argument } from "oxc-parser";

/** What only runtime knows; one part of a key, so without a dot. */
const HOLE = "*";

/** The keys that an expression may stand for. */
export function keyPatterns(expression: Argument | undefined): string[] {
  switch (expression?.type) {
    case undefined:
      return [];
    case "Literal":
      return typeof expression.value === "string" ? [expression.value] : [];
    case "TemplateLiteral":
      return [expression.quasis.map(({ value }) => value.cooked).join(HOLE)];
    case "ConditionalExpression":
      return [...keyPatterns(expression.consequent), ...keyPatterns(expression.alternate)];
    case "LogicalExpression":
      return [...keyPatterns(expression.left), ...keyPatterns(expression.right)];
    default:
      return [HOLE];
  }
}

/** Whether a key is one of those that a pattern stands for. */
export function matches(pattern: string, key: string): boolean {
  const parts = pattern.split(HOLE).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^.]+")}$`).test(key);
}
