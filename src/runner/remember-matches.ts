/** The part of a cucumber step definition that this module touches. */
interface StepDefinition {
  readonly pattern?: string | RegExp;
  readonly expression: { match(text: string): unknown };
}

/** The plain words that a cucumber expression begins with; of `call/calls` the whole word may differ. */
function wordsOfExpression(text: string): string {
  const end = text.search(/[{(/\\]/);
  if (end < 0) return text;
  return text.slice(0, text[end] === "/" ? text.lastIndexOf(" ", end) + 1 : end);
}

/** The plain words that a regular expression begins with; the last letter of them may be optional. */
function wordsOfRegExp(source: string): string {
  const words = /^\^([\w ,"-]*)/.exec(source)?.[1] ?? "";
  return /[?*{]/.test(source.charAt(words.length + 1)) ? words.slice(0, -1) : words;
}

/** What every text that matches begins with. */
export function literalPrefix(pattern: string | RegExp | undefined): string {
  if (typeof pattern === "string") return wordsOfExpression(pattern);
  if (pattern === undefined || pattern.flags !== "" || hasAlternatives(pattern.source)) return "";
  return wordsOfRegExp(pattern.source);
}

/** True for `a|b`, where the bar stands in no group; it may be cautious. */
function hasAlternatives(source: string): boolean {
  return source.replaceAll(/\([^()]*\)/g, "").includes("|");
}

function remember({ pattern, expression }: StepDefinition): void {
  const match = expression.match.bind(expression);
  const prefix = literalPrefix(pattern);
  const known = new Map<string, unknown>();
  expression.match = (text) => {
    if (!text.startsWith(prefix)) return null;
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
  for (const definition of stepDefinitions) remember(definition);
}
