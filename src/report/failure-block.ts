import type { Interleaving, ScenarioResult } from "../port/generated/documents.ts";
import type { FailureGroup } from "./failure-groups.ts";
import type { Style } from "./style.ts";
import { textTable, wrap } from "./text-table.ts";
import { visible, visibleLine } from "./visible.ts";

const WIDTH = 100;

function indent(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

function ruleLines({ first, rule }: FailureGroup, style: Style): string[] {
  const verdict = first.verdict === "violates" ? "violated" : first.verdict;
  const title = style.bold(style.bad(`✗ ${first.rule} ${verdict}`));
  const head = rule?.title === undefined ? title : `${title}  ${style.bold(rule.title)}`;
  const text = rule?.text === undefined || rule.text === "" ? [] : indent(wrap(rule.text, WIDTH));
  const source = rule?.source === undefined || rule.source === "" ? [] : wrap(`Source: ${rule.source}`, WIDTH);
  return [head, ...text, ...indent(source).map(style.dim)];
}

function scenarioLines({ first, profiles }: FailureGroup): string[] {
  const lines = [`${first.id}  ${first.name}`, `in ${profiles.join(", ")} (${first.location})`];
  return first.step === undefined ? lines : [...lines, `at the step: ${first.step}`];
}

function comparison({ expected, observed }: ScenarioResult): string[] {
  if (expected === undefined && observed === undefined) return [];
  return textTable(["expected", "observed"], [[visible(expected ?? "–"), visible(observed ?? "–")]]);
}

function faultLines({ fault }: ScenarioResult): string[] {
  if (fault === undefined) return [];
  const advice = fault.advice === undefined ? [] : wrap(visible(fault.advice), WIDTH);
  return [...wrap(`${visibleLine(fault.kind)}: ${visible(fault.text)}`, WIDTH), ...advice];
}

/** An interleaving as a table: one column a thread, one row an event. */
export function interleavingLines({ threads, rows }: Interleaving): string[] {
  return textTable(
    threads.map((thread) => visibleLine(thread)),
    rows.map((row) => row.map((cell) => visibleLine(cell))),
    40,
  );
}

function titled(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : ["", style.dim(title), ...indent(lines)];
}

function transcript(result: ScenarioResult): { messages: string[]; stderr: string[] } {
  const messages = result.messages ?? result.fault?.messages ?? [];
  const stderr = (result.stderr ?? result.fault?.stderr ?? "").trimEnd();
  return {
    messages: messages.map((message) => visibleLine(message, 300)),
    stderr: stderr === "" ? [] : stderr.split("\n").map((line) => visibleLine(line, 300)),
  };
}

/**
 * One failure, in this order: the rule with its text, its source, expected beside observed, the
 * interleaving, the last messages, the end of stderr, the line that runs it again.
 */
export function failureBlock(group: FailureGroup, style: Style): string {
  const { first } = group;
  const { messages, stderr } = transcript(first);
  const compared = [...faultLines(first), ...comparison(first)];
  const body = [
    "",
    ...scenarioLines(group),
    ...(compared.length === 0 ? [] : ["", ...compared]),
    ...titled("the interleaving", first.interleaving ? interleavingLines(first.interleaving) : [], style),
    ...titled("the last messages", messages, style),
    ...titled("the end of stderr", stderr, style),
    ...titled("to run it again", first.rerun === undefined ? [] : [first.rerun], style),
  ];
  return [...ruleLines(group, style), ...indent(body)].join("\n");
}
