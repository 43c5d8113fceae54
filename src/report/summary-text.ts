import type { Report, ScenarioResult, Summary, Verdict } from "../port/generated/documents.ts";
import type { Style } from "./style.ts";
import { WIDTH, wrap, wrapParts } from "./text-table.ts";
import { visibleLine } from "./visible.ts";

type Counted = Exclude<keyof Summary, "total">;

const WORDS: readonly (readonly [Counted, string, keyof Style])[] = [
  ["conforms", "conform", "good"],
  ["violates", "violate", "bad"],
  ["differs", "differ", "odd"],
  ["notClaimed", "not claimed", "odd"],
  ["expectedFailures", "expected failures", "odd"],
  ["staleExpectations", "stale expectations", "bad"],
  ["implementationFaults", "implementation faults", "bad"],
  ["inconclusive", "inconclusive", "odd"],
  ["couldNotRun", "could not run", "bad"],
  ["unstable", "unstable", "bad"],
];

/** Counted only where runs were repeated; elsewhere there is nothing to say of it. */
const WHERE_REPEATED: Counted = "unstable";

/** How often each verdict was given, in words. */
export function countedWords(summary: Summary): { count: number; words: string; mark: keyof Style }[] {
  return WORDS.map(([key, words, mark]) => ({ key, count: summary[key] ?? 0, words, mark }))
    .filter(({ key, count }) => key !== WHERE_REPEATED || count > 0)
    .map(({ count, words, mark }) => ({ count, words, mark }));
}

/** How many were judged, in words: a scenario counts once for each profile that it ran in. */
export function totalWords({ summary, results }: Report): string {
  const scenarios = new Set(results.map(({ id }) => id)).size;
  return scenarios === summary.total
    ? plural(scenarios, "scenario", "scenarios")
    : `${summary.total} runs of ${plural(scenarios, "scenario", "scenarios")}`;
}

/**
 * The one line in which every result is counted.
 *
 * @param width columns of the terminal, where it is wrapped; without it the line stays one
 */
export function summaryLine(report: Report, style: Style, width = Number.POSITIVE_INFINITY): string {
  const { summary } = report;
  const [first = "", ...rest] = countedWords(summary).map(({ count, words, mark }) =>
    style[count > 0 ? mark : "dim"](`${count} ${words}`),
  );
  return wrapParts([`${style.bold(totalWords(report))}: ${first}`, ...rest], ", ", width).join("\n");
}

/** How much was claimed: profiles, capabilities, rules. */
export function claimLines(report: Report, width = WIDTH): string[] {
  const { rulesClaimed = 0, rulesTotal = 0, profiles, capabilities } = report;
  const claims = [
    `${rulesClaimed} of ${rulesTotal} rules claimed`,
    `profiles ${profiles.join(" ")}`,
    `capabilities ${capabilities.join(" ") || "none"}`,
  ];
  return wrap(visibleLine(claims.join("; "), 2000), width);
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** When nothing works, it is rarely a rule that is wrong. */
function faultAdvice({ profiles, summary, faults = [] }: Report): string {
  if (profiles.length === 0) return " Nothing was judged.";
  const executed = summary.total - summary.notClaimed;
  if (faults.length > 0 && faults.every(({ kind }) => kind === "over-claim"))
    return " It claims more than it offers: offer that, or claim less.";
  return executed > 1 && summary.implementationFaults === executed
    ? " Every scenario met one: it looks broken as a whole, `mmuspec check` is the place to begin."
    : "";
}

/** What is not quite conforming, and allowed. */
function reservations({ summary }: Report): string {
  const parts = [
    ...(summary.expectedFailures === 0
      ? []
      : [plural(summary.expectedFailures, "expected failure", "expected failures")]),
    ...(summary.differs === 0
      ? []
      : [`${summary.differs} that ${summary.differs === 1 ? "differs" : "differ"} as allowed`]),
  ];
  return parts.length === 0 ? "" : `, but for ${parts.join(" and ")}`;
}

/** What the run comes to, in a sentence. */
export function conclusion(report: Report): string {
  const { summary, rules, exitCode, faults = [] } = report;
  const violated = rules.filter(({ verdict }) => verdict === "violates").map(({ id }) => id);
  if (exitCode > 128) return "It was interrupted: not everything was judged.";
  if (exitCode === 3) {
    const count = Math.max(summary.implementationFaults, faults.length);
    return `The implementation is at fault (${plural(count, "fault", "faults")}).${faultAdvice(report)}`;
  }
  if (violated.length > 0) return `It violates ${plural(violated.length, "rule", "rules")}: ${violated.join(", ")}.`;
  const unstable = summary.unstable ?? 0;
  if (unstable > 0) return `Not the same each time: ${plural(unstable, "run is", "runs are")} unstable.`;
  if (exitCode === 1) return "An expectation is stale.";
  if (exitCode === 0) return `What it claims conforms${reservations(report)}.`;
  return summary.inconclusive > 0 || summary.couldNotRun > 0
    ? "Not everything could be decided."
    : "Nothing was executed, so nothing is known.";
}

/** Reasons named; whoever claims little has dozens, and `--json` has them all. */
const REASONS = 8;

/** The most frequent reasons with their counts. A list of missing capabilities counts under its first. */
function grouped(results: readonly ScenarioResult[]): string {
  const counts = new Map<string, number>();
  for (const { reason = "" } of results) {
    const first = reason.split(", ")[0] ?? "";
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, mine], [, other]) => other - mine);
  const shown = sorted.slice(0, REASONS + 1);
  if (sorted.length > shown.length) shown.pop();
  const rest = sorted.slice(shown.length);
  const words = shown.map(([reason, count]) => `${visibleLine(reason)} (${count})`);
  const left = rest.reduce((sum, [, count]) => sum + count, 0);
  return [...words, ...(rest.length === 0 ? [] : [`${rest.length} more reasons (${left})`])].join(", ");
}

/** One result by name; on a terminal it is wrapped. */
function remark(word: string, text: string, style: Style, width = Number.POSITIVE_INFINITY): string[] {
  const [first = "", ...rest] = wrap(`${word}: ${text}`, width - 2);
  return [style.odd(word) + first.slice(word.length), ...rest.map((line) => `  ${line}`)];
}

const NAMED: readonly Verdict[] = [
  "unstable",
  "differs",
  "expected failure",
  "stale expectation",
  "inconclusive",
  "could not run",
];
const LIMIT = 12;

function named(report: Report, verdict: Verdict, style: Style, width: number | undefined): string[] {
  const mine = report.results.filter((result) => result.verdict === verdict);
  const lines = mine.slice(0, LIMIT).flatMap(({ id, profile, reason, expected, observed }) => {
    const why = reason ?? `expected ${expected ?? "–"}, observed ${observed ?? "–"}`;
    return remark(verdict, `${id} in ${profile}: ${visibleLine(why)}`, style, width);
  });
  return mine.length > LIMIT ? [...lines, `… and ${mine.length - LIMIT} more ${verdict}`] : lines;
}

/** What is neither a success nor shown in full: by name, with the reason. */
export function remarkLines(report: Report, style: Style, width?: number): string[] {
  const unclaimed = report.results.filter(({ verdict }) => verdict === "not claimed");
  return [
    ...NAMED.flatMap((verdict) => named(report, verdict, style, width)),
    ...(unclaimed.length === 0 ? [] : wrap(`not claimed: ${grouped(unclaimed)}`, width ?? WIDTH)),
    ...(report.notes ?? []).flatMap((note) => remark("note", visibleLine(note), style, width)),
  ];
}
