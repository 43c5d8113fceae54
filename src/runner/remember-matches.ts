/** The part of a cucumber step definition that this module touches. */
interface StepDefinition {
  readonly expression: { match(text: string): unknown };
}

function remember(expression: StepDefinition["expression"]): void {
  const match = expression.match.bind(expression);
  const known = new Map<string, unknown>();
  expression.match = (text) => {
    if (!known.has(text)) known.set(text, match(text));
    return known.get(text);
  };
}

/**
 * Makes step definitions remember what matched. Every scenario runs in many profiles with the same
 * step texts, and cucumber matches each of them against each definition, for each run anew (with
 * match indices in JavaScript, which costs more than most steps).
 */
export function rememberMatches(support: object): void {
  const { stepDefinitions = [] } = support as { stepDefinitions?: readonly StepDefinition[] };
  for (const { expression } of stepDefinitions) remember(expression);
}
