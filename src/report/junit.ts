import type { Report, RuleResult, ScenarioResult, Verdict } from "../port/generated/documents.ts";
import { visible } from "./visible.ts";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function text(value: string): string {
  return visible(value)
    .replace(/[\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
}

function attribute(value: string | number): string {
  return text(String(value)).replace(/[\n\t]/g, " ");
}

function open(name: string, attributes: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  return `<${name}${pairs.join("")}`;
}

type Element = "failure" | "error" | "skipped";

/** Which element says that a test case did not simply pass. */
const ELEMENT: Readonly<Record<Verdict, Element | undefined>> = {
  conforms: undefined,
  violates: "failure",
  unstable: "failure",
  "stale expectation": "failure",
  "implementation fault": "error",
  inconclusive: "error",
  "could not run": "error",
  differs: "skipped",
  "expected failure": "skipped",
  "not claimed": "skipped",
};

function message(result: ScenarioResult): string {
  const { verdict, expected, observed, reason, fault } = result;
  if (fault !== undefined) return `${verdict}: ${fault.kind}: ${fault.text}`;
  if (expected !== undefined || observed !== undefined) {
    return `${verdict}: expected ${expected ?? "–"}, observed ${observed ?? "–"}`;
  }
  return reason === undefined ? verdict : `${verdict}: ${reason}`;
}

function details(result: ScenarioResult): string {
  const { step, expected, observed, rerun } = result;
  const rows = { step, expected, observed, "to run it again": rerun };
  return Object.entries(rows)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");
}

function seconds(results: readonly ScenarioResult[]): string {
  return (results.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0) / 1000).toFixed(6);
}

function testCase(result: ScenarioResult): string {
  const head = open("testcase", {
    classname: result.rule,
    name: `${result.id} in ${result.profile}: ${result.name}`,
    time: seconds([result]),
  });
  const element = ELEMENT[result.verdict];
  if (element === undefined) return `    ${head}/>`;
  const start = open(element, { message: message(result) });
  const body = element === "skipped" ? `${start}/>` : `${start}>${text(details(result))}</${element}>`;
  return `    ${head}>\n      ${body}\n    </testcase>`;
}

function counts(results: readonly ScenarioResult[]): Record<string, number | string> {
  const count = (element: Element) => results.filter(({ verdict }) => ELEMENT[verdict] === element).length;
  return {
    tests: results.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: seconds(results),
  };
}

function suite(rule: RuleResult, report: Report): string {
  const mine = report.results.filter((result) => result.rule === rule.id);
  const name = rule.title === undefined ? rule.id : `${rule.id} ${rule.title}`;
  return `  ${open("testsuite", { name, ...counts(mine) })}>\n${mine.map(testCase).join("\n")}\n  </testsuite>`;
}

/** A fault outside any scenario, as a test case of its own. */
function looseFaults(report: Report): string[] {
  const shown = new Set(report.results.map(({ fault }) => fault?.text));
  const loose = (report.faults ?? []).filter((fault) => !shown.has(fault.text));
  if (loose.length === 0) return [];
  const cases = loose.map(({ kind, text: words }) => {
    const error = open("error", { message: `${kind}: ${words}` });
    return `    ${open("testcase", { classname: "implementation", name: kind, time: "0" })}>${error}/></testcase>`;
  });
  const numbers = { tests: loose.length, failures: 0, errors: loose.length, skipped: 0, time: "0" };
  return [`  ${open("testsuite", { name: "implementation", ...numbers })}>\n${cases.join("\n")}\n  </testsuite>`];
}

/** The report of a run in the JUnit form: a test suite a rule, a test case a (scenario, profile) pair. */
export function junitReport(report: Report): string {
  const { name, version } = report.implementation;
  const suites = [...looseFaults(report), ...report.rules.map((rule) => suite(rule, report))];
  const loose = suites.length - report.rules.length > 0 ? (report.faults?.length ?? 0) : 0;
  const own = counts(report.results);
  const numbers = { ...own, tests: Number(own.tests) + loose, errors: Number(own.errors) + loose };
  const head = open("testsuites", { name: `mmuspec ${report.mmuspec.suite} on ${name} ${version}`, ...numbers });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}>\n${suites.join("\n")}\n</testsuites>\n`;
}
