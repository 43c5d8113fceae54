/** The parts of a cucumber expression that this module touches. */
interface Expression {
  match(text: string): unknown;
  readonly treeRegexp?: TreeRegexp;
}

interface TreeRegexp {
  readonly regexp: RegExp;
  readonly groupBuilder: { build(match: RegExpExecArray, nextGroup: () => number): unknown };
  match(text: string): unknown;
}

/** Lets node find where the groups of a match are; cucumber rewrites each regular expression to find out. */
function matchNatively(tree: TreeRegexp): void {
  const regexp = new RegExp(tree.regexp.source, `${tree.regexp.flags.replace(/[dgy]/g, "")}d`);
  tree.match = (text) => {
    const match = regexp.exec(text);
    let next = 0;
    return match === null ? null : tree.groupBuilder.build(match, () => next++);
  };
}

/** True where a regular expression has alternatives outside of all groups. */
function hasAlternatives(source: string): boolean {
  let depth = 0;
  for (const [part] of source.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()|]/gs)) {
    if (part === "(") depth += 1;
    if (part === ")") depth -= 1;
    if (part === "|" && depth === 0) return true;
  }
  return false;
}

/** What every text that a regular expression matches begins with, as far as that is plain to see. */
export function literalStart({ source, flags }: RegExp): string {
  const [, literal = "", next = ""] = /^\^([\w ,:;'"=-]*)(.?)/s.exec(source) ?? [];
  if (/[im]/.test(flags) || hasAlternatives(source)) return "";
  return /[?*{]/.test(next) ? literal.slice(0, -1) : literal;
}

function remember(expression: Expression, start: string): void {
  const match = expression.match.bind(expression);
  const known = new Map<string, unknown>();
  expression.match = (text) => {
    if (!text.startsWith(start)) return null;
    const found = known.get(text) ?? match(text);
    if (found !== null) known.set(text, found);
    return found;
  };
}

/**
 * Makes matching cheap. Cucumber matches every step against every definition, for each run anew,
 * which costs more than most steps; every scenario runs in many profiles with the same texts.
 */
export function rememberMatches(support: object): void {
  const { stepDefinitions = [] } = support as { stepDefinitions?: readonly { expression: Expression }[] };
  for (const { expression } of stepDefinitions) {
    const { treeRegexp } = expression;
    if (typeof treeRegexp?.groupBuilder?.build === "function") matchNatively(treeRegexp);
    remember(expression, treeRegexp?.regexp instanceof RegExp ? literalStart(treeRegexp.regexp) : "");
  }
}
