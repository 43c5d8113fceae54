import { render } from "preact-render-to-string";
import type { Report, RuleResult, ScenarioResult } from "../port/generated/documents.ts";
import { failureGroups } from "./failure-groups.ts";
import { Failure } from "./html-failure.tsx";
import { STYLE } from "./html-style.ts";
import { conclusion, countedWords, totalWords } from "./summary-text.ts";
import { visible, visibleLine } from "./visible.ts";

function Counts({ report }: { report: Report }) {
  return (
    <ul class="counts">
      <li>
        <b>{totalWords(report)}</b>
      </li>
      {countedWords(report.summary).map(({ count, words, mark }) => (
        <li class={count === 0 ? "zero" : mark}>
          <b>{count}</b> {words}
        </li>
      ))}
    </ul>
  );
}

function Claims({ report }: { report: Report }) {
  const { rulesClaimed = 0, rulesTotal = 0, profiles, capabilities, selection = "", notes = [] } = report;
  return (
    <section>
      <p>
        {rulesClaimed} of {rulesTotal} rules claimed; {visibleLine(selection)}.
      </p>
      <p class="soft">Profiles: {profiles.map((name) => visibleLine(name)).join(", ")}</p>
      <p class="soft">Capabilities: {capabilities.map((name) => visibleLine(name)).join(", ")}</p>
      {notes.map((note) => (
        <p class="odd">Note: {visibleLine(note)}</p>
      ))}
    </section>
  );
}

const MARKS: Readonly<Record<string, string>> = { conforms: "good", violates: "bad", "implementation fault": "bad" };

function Row({ result }: { result: ScenarioResult }) {
  const { id, name, profile, verdict, reason = "" } = result;
  return (
    <tr>
      <td class="id">{id}</td>
      <td>{visibleLine(name)}</td>
      <td>{visibleLine(profile)}</td>
      <td class={`verdict ${MARKS[verdict] ?? "odd"}`}>{verdict}</td>
      <td class="soft">{visibleLine(reason)}</td>
    </tr>
  );
}

function Rule({ rule, results }: { rule: RuleResult; results: readonly ScenarioResult[] }) {
  return (
    <details>
      <summary>
        <b>{rule.id}</b> {rule.title} <span class={MARKS[rule.verdict] ?? "odd"}>{rule.verdict}</span>{" "}
        <span class="soft">({results.length})</span>
      </summary>
      <p>{rule.text}</p>
      <p class="soft">Source: {rule.source}</p>
      <div class="scroll">
        <table>
          <tr>
            <th>id</th>
            <th>scenario</th>
            <th>profile</th>
            <th>verdict</th>
            <th>reason</th>
          </tr>
          {results.map((result) => (
            <Row result={result} />
          ))}
        </table>
      </div>
    </details>
  );
}

function Faults({ report }: { report: Report }) {
  const shown = new Set(report.results.map(({ fault }) => fault?.text));
  const loose = (report.faults ?? []).filter(({ text }) => !shown.has(text));
  return (
    <>
      {loose.map(({ kind, text, advice = "", stderr = "" }) => (
        <article>
          <h3 class="bad">Implementation fault: {visibleLine(kind)}</h3>
          <p>{visible(text)}</p>
          <p class="soft">{visible(advice)}</p>
          {stderr === "" ? null : <pre>{visible(stderr)}</pre>}
        </article>
      ))}
    </>
  );
}

function Page({ report }: { report: Report }) {
  const { name, version, language } = report.implementation;
  const groups = failureGroups(report);
  const title = visibleLine(`${name} ${version}`);
  const seed = report.mmuspec.seed === undefined ? "" : `, seed ${report.mmuspec.seed}`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`mmuspec: ${title}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p class="soft">
          {visibleLine(language)}; judged by mmuspec {report.mmuspec.suite}, protocol {report.mmuspec.protocol}
          {seed}
        </p>
        <p class={report.exitCode === 0 ? "good" : "bad"}>
          <b>{conclusion(report)}</b>
        </p>
        <Counts report={report} />
        <Claims report={report} />
        <Faults report={report} />
        {groups.length === 0 ? null : <h2>Failures</h2>}
        {groups.map((group) => (
          <Failure group={group} />
        ))}
        <h2>Rules</h2>
        {report.rules.map((rule) => (
          <Rule rule={rule} results={report.results.filter((result) => result.rule === rule.id)} />
        ))}
      </body>
    </html>
  );
}

/** The report of a run as one self-contained page without scripts. */
export function htmlReport(report: Report): string {
  return `<!doctype html>\n${render(<Page report={report} />)}\n`;
}
