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

function remember(expression: Expression): void {
  const match = expression.match.bind(expression);
  const known = new Map<string, unknown>();
  expression.match = (text) => {
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
    remember(expression);
  }
}
