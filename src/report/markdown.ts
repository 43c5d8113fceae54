import type { Report, RuleResult, ScenarioResult } from "../port/generated/documents.ts";
import { failureGroups } from "./failure-groups.ts";
import { claimLines, conclusion, countedWords, totalWords } from "./summary-text.ts";
import { visible, visibleLine } from "./visible.ts";

/** Failures shown in full: a job page is for a glance, the reports hold the rest. */
const SHOWN = 10;

/** Text of an implementation in a table cell or paragraph: nothing in it is markup. */
function plain(text: string, max?: number): string {
  return visibleLine(text, max)
    .replace(/[\\`*_{}[\]<>#|~!]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/:\/\//g, "&#58;//")
    .replaceAll("@", "&#64;");
}

/** A fence that the text cannot close. */
function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, visible(text), fence];
}

function counts(report: Report): string[] {
  const rows = countedWords(report.summary).filter(({ count }) => count > 0);
  return [
    `| ${totalWords(report)} | ${rows.map(({ words }) => words).join(" | ")} |`,
    `|${"---:|".repeat(rows.length + 1)}`,
    `| ${report.summary.total} | ${rows.map(({ count }) => count).join(" | ")} |`,
  ];
}

function failure(result: ScenarioResult, rule: RuleResult | undefined): string[] {
  const { id, profile, verdict, expected, observed, fault, rerun } = result;
  const title = rule?.title === undefined ? "" : ` ${plain(rule.title)}`;
  const sides = { expected, observed: observed ?? fault?.text };
  return [
    `<details><summary><b>${result.rule} ${verdict}</b>:${title} (${id} in ${profile})</summary>`,
    "",
    ...(rule?.text === undefined ? [] : [plain(rule.text, 2000), ""]),
    ...Object.entries(sides).flatMap(([name, text]) =>
      text === undefined ? [] : [`${name}:`, "", ...fenced(text, "text"), ""],
    ),
    ...(rerun === undefined ? [] : ["To run it again:", "", ...fenced(rerun, "sh"), ""]),
    "</details>",
    "",
  ];
}

function failures(report: Report): string[] {
  const groups = failureGroups(report);
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const lines = groups.slice(0, SHOWN).flatMap(({ first }) => failure(first, rules.get(first.rule)));
  return groups.length > SHOWN ? [...lines, `… and ${groups.length - SHOWN} more.`, ""] : lines;
}

/** A summary for the page of a CI job: verdict, counts, claims, and the failures to unfold. */
export function markdownReport(report: Report): string {
  const { name, version } = report.implementation;
  const mark = report.exitCode === 0 ? "✅" : "❌";
  const lines = [
    `### ${mark} ${plain(name)} ${plain(version)}: ${plain(conclusion(report), 400)}`,
    "",
    ...counts(report),
    "",
    ...failures(report),
    `<sub>mmuspec ${report.mmuspec.suite}, protocol ${report.mmuspec.protocol}; ${plain(report.selection ?? "", 400)}. ${plain(claimLines(report).join(" "), 2000)}</sub>`,
  ];
  return `${lines.join("\n")}\n`;
}
