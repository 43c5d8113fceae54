import type { Exploration, ExploredProgram, ProgramBounds } from "../port/generated/documents.ts";
import { counterexampleLines, programLines } from "./counterexample-text.ts";
import { plural } from "./plural.ts";
import type { Style } from "./style.ts";
import { textTable, WIDTH, wrap } from "./text-table.ts";
import { visible, visibleLine } from "./visible.ts";

/** What a proof is bounded by. */
export function boundWords({ threads, calls, prepared = 0, subscribers = 0, pages = 0 }: ProgramBounds): string {
  const before = prepared === 0 ? "" : ` after ${plural(prepared, "operation")}`;
  const what = [plural(threads, "thread"), plural(calls, "call") + before];
  if (subscribers > 0) what.push(plural(subscribers, "subscriber"));
  if (pages > 0) what.push(plural(pages, "page"));
  return what.join(", ");
}

function seconds(ms = 0): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}

/** How much was looked at. */
export function effortWords({ executions = 0, redundant = 0, states, durationMs }: ExploredProgram): string {
  const looked = states === undefined ? plural(executions, "execution") : plural(states, "state");
  const extra = redundant === 0 ? "" : ` and ${redundant} given up`;
  return `${looked}${extra} in ${seconds(durationMs)}`;
}

const MARKS: Readonly<Record<ExploredProgram["verdict"], readonly [string, keyof Style]>> = {
  proven: ["✓", "good"],
  violated: ["✗", "bad"],
  sampled: ["?", "odd"],
  "cut short": ["?", "odd"],
  "not explored": ["-", "odd"],
};

function verdictWords(program: ExploredProgram): string {
  const { verdict, reason = "", outcomes = [] } = program;
  const seen = plural(outcomes.length, "outcome");
  switch (verdict) {
    case "proven":
      return `proven: no other than the ${seen} of its table, each reached; ${effortWords(program)}`;
    case "sampled":
      return `sampled, no proof: ${seen}, all allowed; ${effortWords(program)}`;
    case "cut short":
      return `cut short, no proof: ${visibleLine(reason)}; ${seen} so far, all allowed; ${effortWords(program)}`;
    case "not explored":
      return `not explored: ${visibleLine(reason, 300)}`;
    case "violated":
      return `violated; ${effortWords(program)}`;
  }
}

const indent = (lines: readonly string[], by: number) =>
  lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));

function ruleLines(
  { rule, title = "", text = "", source = "" }: ExploredProgram,
  style: Style,
  width: number,
): string[] {
  return [
    `${style.bold(style.bad(`✗ ${rule} violated`))}  ${style.bold(title)}`,
    ...indent(text === "" ? [] : wrap(text, width - 2), 2),
    ...indent(source === "" ? [] : wrap(`Source: ${source}`, width - 2).map(style.dim), 2),
    "",
  ];
}

function unreachedLines({ unreached = [], program }: ExploredProgram, style: Style): string[] {
  if (unreached.length === 0) return [];
  const table = textTable(program.headings, unreached);
  return ["", style.dim("required by the table, and reached in no order"), ...indent(table, 2)];
}

/** One program: a line or two where all is well, the counterexample where it is not. */
export function programBlock(program: ExploredProgram, style: Style, width = WIDTH): string {
  const [mark, colour] = MARKS[program.verdict];
  const { scenario, profile, name, location, bounds, counterexample } = program;
  const bad = program.verdict === "violated";
  const head = `${style.bold(scenario)} in ${profile}  ${visibleLine(name)}`;
  const words = [
    ...wrap(verdictWords(program), width - 4),
    ...wrap(`for ${boundWords(bounds)}${bad ? ` (${location})` : ""}`, width - 4).map(style.dim),
  ];
  const told =
    counterexample === undefined
      ? programLines(program.program)
      : counterexampleLines(counterexample, style, width - 4);
  // A counterexample says more.
  const missing = counterexample === undefined ? unreachedLines(program, style) : [];
  return [
    ...(bad ? ruleLines(program, style, width) : []),
    `${bad ? " " : style[colour](mark)} ${head}`,
    ...indent(words, 4),
    ...indent(bad ? [...missing, "", ...told] : [], 4),
  ].join("\n");
}

/** What was explored, and how. */
export function explorationHead({ implementation, strategy, seed, mutant }: Exploration): string {
  const how = {
    dpor: "every order, one execution for each class of equivalent ones",
    stateful: "every state of a model of each program",
    random: `orders drawn at random (PCT), seed ${seed ?? 1}`,
  }[strategy];
  const what = mutant === undefined ? implementation : `${mutant.id} (${mutant.title})`;
  return visible(`mmuspec explore: ${what}; ${how}`);
}

/** How many came to what, and the assumptions of every proof. */
export function explorationSummary(exploration: Exploration, style: Style, width = WIDTH): string {
  const { programs, notExplored = 0, assumptions, durationMs, exitCode } = exploration;
  const count = (verdict: ExploredProgram["verdict"]) => programs.filter((one) => one.verdict === verdict).length;
  const parts = (["proven", "violated", "sampled", "cut short", "not explored"] as const)
    .map((verdict) => ({ verdict, many: count(verdict) + (verdict === "not explored" ? notExplored : 0) }))
    .filter(({ verdict, many }) => many > 0 || verdict === "proven" || verdict === "violated")
    .map(({ verdict, many }) => style[many > 0 ? MARKS[verdict][1] : "dim"](`${many} ${verdict}`));
  const executions = programs.reduce((sum, one) => sum + (one.executions ?? 0), 0);
  const total = plural(programs.length + notExplored, "program");
  const line = `${style.bold(total)}: ${parts.join(", ")}; ${plural(executions, "execution")} in ${seconds(durationMs)}`;
  const proofs = count("proven") === 0 ? [] : wrap(`A proof holds ${assumptions}`, width).map(style.dim);
  return [
    line,
    ...proofs,
    style.bold(exitCode === 0 ? style.good(conclusion(exploration)) : style.bad(conclusion(exploration))),
  ].join("\n");
}

function conclusion({ exitCode, programs, notExplored = 0 }: Exploration): string {
  if (exitCode === 0) return "Every program was explored to its end, and comes to what its table says.";
  if (exitCode === 1) return "Some program comes to what it must not.";
  if (exitCode !== 4) return "It was interrupted: what is above was finished.";
  if (programs.length + notExplored === 0) return "Nothing was explored, so nothing is known.";
  return "Not every order was covered: nothing wrong was seen, and nothing is proven by that.";
}
