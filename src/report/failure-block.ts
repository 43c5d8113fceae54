import type { Interleaving, ScenarioResult } from "../port/generated/documents.ts";
import { compareLines } from "./comparison.ts";
import { type FailureGroup, othersOf, profilesOf } from "./failure-groups.ts";
import type { Style } from "./style.ts";
import { textTable, WIDTH, wrap } from "./text-table.ts";
import { visible, visibleLine } from "./visible.ts";

function indent(lines: readonly string[], by = 2): string[] {
  return lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));
}

function heading({ first, rule }: FailureGroup, style: Style): string {
  const { fault } = first;
  const words = fault === undefined ? `${first.rule} violated` : `implementation fault: ${visibleLine(fault.kind)}`;
  const title = fault === undefined ? (rule?.title ?? "") : `met in ${first.rule} ${rule?.title ?? ""}`;
  return `${style.bold(style.bad(`✗ ${words}`))}  ${style.bold(title)}`.trimEnd();
}

function ruleLines(group: FailureGroup, style: Style, width: number): string[] {
  const { text = "", source = "" } = group.rule ?? {};
  const said = text === "" ? [] : wrap(text, width);
  const cited = source === "" ? [] : wrap(`Source: ${source}`, width);
  return [heading(group, style), ...indent([...said, ...cited.map(style.dim)])];
}

const NAMED = 8;

function otherLines(group: FailureGroup, width: number): string[] {
  const others = othersOf(group);
  if (others.length === 0) return [];
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : "";
  return wrap(`also met in ${others.slice(0, NAMED).join(", ")}${more}`, width);
}

function scenarioLines(group: FailureGroup, width: number): string[] {
  const { id, name, location, step } = group.first;
  const place = `in ${profilesOf(group).join(", ")} (${location})`;
  const at = step === undefined ? [] : wrap(`at the step: ${visibleLine(step)}`, width);
  return [...wrap(`${id}  ${visibleLine(name)}`, width), ...wrap(place, width), ...at, ...otherLines(group, width)];
}

/** Expected beside observed. Of several lines those that the other side lacks are marked. */
function comparison({ expected, observed, fault }: ScenarioResult, width: number): string[] {
  if (expected === undefined && (observed === undefined || observed === fault?.text)) return [];
  const lines = compareLines(visible(expected ?? "–"), visible(observed ?? "–"));
  const marked = lines.length > 1;
  const rows = lines.map(([left, right]) => [
    `${marked ? (left === right ? "  " : "! ") : ""}${left ?? ""}`,
    right ?? "",
  ]);
  return textTable([marked ? "  expected" : "expected", "observed"], rows, Math.max(20, Math.floor((width - 3) / 2)));
}

function faultLines({ fault }: ScenarioResult, width: number): string[] {
  if (fault === undefined) return [];
  const advice = fault.advice === undefined ? [] : wrap(visible(fault.advice), width);
  return [...wrap(visible(fault.text), width), ...advice];
}

/** An interleaving as a table: one column a thread, one row an event. */
export function interleavingLines({ threads, rows }: Interleaving, width = WIDTH): string[] {
  if (rows.length === 0) return [];
  return textTable(
    threads.map((thread) => visibleLine(thread)),
    rows.map((row) => row.map((cell) => visibleLine(cell))),
    Math.max(20, Math.floor((width + 3) / Math.max(1, threads.length)) - 3),
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
 *
 * @param width columns of the terminal; messages and the last line are not broken, so that they can be copied
 */
export function failureBlock(group: FailureGroup, style: Style, width = WIDTH): string {
  const { first } = group;
  const { messages, stderr } = transcript(first);
  const room = width - 2;
  const compared = [...faultLines(first, room), ...comparison(first, room)];
  const body = [
    "",
    ...scenarioLines(group, room),
    ...(compared.length === 0 ? [] : ["", ...compared]),
    ...titled("the interleaving", first.interleaving ? interleavingLines(first.interleaving, room - 2) : [], style),
    ...titled("the last messages", messages, style),
    ...titled("the end of stderr", stderr, style),
    ...titled("to run it again", first.rerun === undefined ? [] : [first.rerun], style),
  ];
  return [...ruleLines(group, style, room), ...indent(body)].join("\n");
}
