import type { Interleaving, ScenarioResult } from "../port/generated/documents.ts";
import { type FailureGroup, othersOf, profilesOf } from "./failure-groups.ts";
import type { Style } from "./style.ts";
import { textTable, wrap } from "./text-table.ts";
import { visible, visibleLine } from "./visible.ts";

const WIDTH = 100;
/** What the columns of an interleaving share. */
const LINE = 132;

function indent(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

function heading({ first, rule }: FailureGroup, style: Style): string {
  const { fault } = first;
  const words = fault === undefined ? `${first.rule} violated` : `implementation fault: ${visibleLine(fault.kind)}`;
  const title = fault === undefined ? (rule?.title ?? "") : `met in ${first.rule} ${rule?.title ?? ""}`;
  return `${style.bold(style.bad(`✗ ${words}`))}  ${style.bold(title)}`.trimEnd();
}

function ruleLines(group: FailureGroup, style: Style): string[] {
  const { text = "", source = "" } = group.rule ?? {};
  const said = text === "" ? [] : wrap(text, WIDTH);
  const cited = source === "" ? [] : wrap(`Source: ${source}`, WIDTH);
  return [heading(group, style), ...indent([...said, ...cited.map(style.dim)])];
}

const NAMED = 8;

function otherLines(group: FailureGroup): string[] {
  const others = othersOf(group);
  if (others.length === 0) return [];
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : "";
  return wrap(`also met in ${others.slice(0, NAMED).join(", ")}${more}`, WIDTH);
}

function scenarioLines(group: FailureGroup): string[] {
  const { id, name, location, step } = group.first;
  const place = `in ${profilesOf(group).join(", ")} (${location})`;
  const at = step === undefined ? [] : [`at the step: ${visibleLine(step)}`];
  return [`${id}  ${visibleLine(name)}`, ...wrap(place, WIDTH), ...at, ...otherLines(group)];
}

function comparison({ expected, observed, fault }: ScenarioResult): string[] {
  if (expected === undefined && (observed === undefined || observed === fault?.text)) return [];
  return textTable(["expected", "observed"], [[visible(expected ?? "–"), visible(observed ?? "–")]]);
}

function faultLines({ fault }: ScenarioResult): string[] {
  if (fault === undefined) return [];
  const advice = fault.advice === undefined ? [] : wrap(visible(fault.advice), WIDTH);
  return [...wrap(visible(fault.text), WIDTH), ...advice];
}

/** An interleaving as a table: one column a thread, one row an event. */
export function interleavingLines({ threads, rows }: Interleaving): string[] {
  return textTable(
    threads.map((thread) => visibleLine(thread)),
    rows.map((row) => row.map((cell) => visibleLine(cell))),
    Math.max(20, Math.floor(LINE / Math.max(1, threads.length))),
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
