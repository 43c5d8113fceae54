import { loadLaw } from "../../src/catalogue/law.ts";
import { loadSuite } from "../../src/runner/load-suite.ts";
import { phraseOperations } from "../../steps/phrase.ts";
import { code, table } from "./markdown.ts";

/** What cucumber knows of a step definition (its own type is not exported). */
interface Definition {
  readonly keyword: string;
  readonly pattern: string | RegExp;
  matchesStepName(text: string): boolean;
}

const KINDS = [
  ["Given", "Given", "prepare the world"],
  ["When", "When", "make something happen; the first after a Then opens a new window of events"],
  ["Then", "Then", "compare what was seen in the window with what the rule asks for"],
] as const;

/** A pattern as somebody would say it: `…` for a name, `N` for a number, brackets for what may be left out. */
export function readable(pattern: string | RegExp): string {
  if (typeof pattern === "string")
    return pattern.replace(/\{string\}/g, '"…"').replace(/\{(\w*)\}/g, (_, kind: string) => `<${kind || "operation"}>`);
  return pattern.source
    .replace(/^\^|\$$/g, "")
    .replace(/\(?\[\^"\]\*\)?/g, "…")
    .replace(/\(T\\d\)/g, "<thread>")
    .replace(/\((?:-|\[\+-\])\?\\d\+\)/g, "±N")
    .replace(/\(?\\d\+(?:\)|(?=\|))/g, "N")
    .replace(/\(\[0-9a-f\]\+\)/g, "<hexadecimal>")
    .replace(/\((\.|\\S|\\w|\[[^\]]+\])[+*]\??\)/g, "<words>")
    .replace(/\((?:\?:)?((?:[^()]|\([^()]*\))*)\)\?/g, "[$1]")
    .replace(/\(\?:/g, "(")
    .replace(/([a-z])\?/g, "[$1]")
    .replace(/\\(.)/g, "$1");
}

/** The step texts of every scenario, each once, without the tables below them. */
function stepTexts(root: string): string[] {
  const texts = loadLaw(root).scenarios.flatMap(({ steps }) => steps.map(({ text }) => text));
  return [...new Set(texts)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

function definitionRows(definitions: readonly Definition[], texts: readonly string[]): string[][] {
  return definitions.map((definition) => {
    const example = texts.find((text) => definition.matchesStepName(text));
    return [code(readable(definition.pattern)), example === undefined ? "" : code(example)];
  });
}

/** docs/phrases.md: every step and every operation that a feature can say, with an example where there is one. */
export async function phrasesDocument(root: string): Promise<string> {
  const { support } = await loadSuite(root);
  const texts = stepTexts(root);
  const { stepDefinitions: definitions } = support as unknown as { stepDefinitions: readonly Definition[] };
  const steps = KINDS.map(([keyword, title, meaning]) => {
    const rows = definitionRows(
      definitions.filter((definition) => definition.keyword === keyword),
      texts,
    );
    return `## ${title}\n\nSteps that ${meaning}.\n\n${table(["step", "for example"], rows)}`;
  });
  const operations = phraseOperations().map(({ says, op }) => [
    code(says.replaceAll('""', '"…"').replaceAll("<>", "<word>")),
    op === undefined ? "" : code(op),
  ]);
  return `# Every phrase

Generated from the step definitions; [steps/README.md](../steps/README.md) explains them. \`…\` stands for a name, \`N\` for a number; what
stands in brackets may be left out, and of words with a bar between them one is said. The examples are of the suite, the shortest of
each; a step without one is said by none of its scenarios.

${steps.join("\n\n")}

## Operations

What a thread can be told to do: in \`T1 calls …\`, \`T1 has called …\`, in the cells of thread tables and in scripts (\`call …\`). Each may be
followed by \`on "mm2"\` for another address space. The names are those of the [protocol](protocol.md#7-the-operations).

${table(["phrase", "operation"], operations)}
`;
}
