import { render } from "preact-render-to-string";
import type { Counterexample, Exploration, ExploredProgram } from "../port/generated/documents.ts";
import { programLines } from "./counterexample-text.ts";
import { boundWords, effortWords, explorationHead, explorationSummary } from "./exploration-text.ts";
import { STYLE } from "./html-style.ts";
import { plural } from "./plural.ts";
import { SequenceDiagram } from "./sequence-diagram.tsx";
import { PLAIN } from "./style.ts";
import { visible, visibleLine } from "./visible.ts";

function Table({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <div class="scroll">
      <table>
        <tr>
          {head.map((cell) => (
            <th>{visibleLine(cell)}</th>
          ))}
        </tr>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{visibleLine(cell)}</td>
            ))}
          </tr>
        ))}
      </table>
    </div>
  );
}

function Counter({ counterexample }: { counterexample: Counterexample }) {
  const { program, expected, observed, remarks = [], interleaving, sequence, replay } = counterexample;
  const rows = [...expected.map((values) => ["allowed", ...values]), ["observed", ...observed]];
  return (
    <div>
      <p class="soft">the smallest program found</p>
      <pre>{programLines(program).join("\n")}</pre>
      <p class="soft">
        what it comes to, after {plural(counterexample.switches, "switch", "switches")} between threads
      </p>
      <Table head={["", ...program.headings]} rows={rows} />
      {remarks.map((remark) => (
        <p class="bad">{visible(remark)}</p>
      ))}
      <p class="soft">the interleaving</p>
      <Table head={interleaving.threads} rows={interleaving.rows} />
      <p class="soft">as a sequence diagram</p>
      <div class="scroll">
        <SequenceDiagram sequence={sequence} />
      </div>
      <p class="soft">to see it again</p>
      <pre>npx mmuspec replay {visibleLine(replay, 2000)}</pre>
    </div>
  );
}

function Violation({ program }: { program: ExploredProgram }) {
  const { rule, title = "", text = "", source = "", unreached = [], counterexample } = program;
  return (
    <article>
      <h3 class="bad">
        {rule} violated: {title}
      </h3>
      <p>{text}</p>
      <p class="soft">Source: {source}</p>
      <p>
        <code>{program.scenario}</code> {visibleLine(program.name)} in {program.profile}
      </p>
      {unreached.length === 0 || counterexample !== undefined ? null : (
        <div>
          <p class="soft">required by the table, and reached in no order</p>
          <Table head={program.program.headings} rows={unreached} />
        </div>
      )}
      {counterexample === undefined ? null : <Counter counterexample={counterexample} />}
    </article>
  );
}

const MARKS: Readonly<Record<string, string>> = { proven: "good", violated: "bad" };

function Row({ program }: { program: ExploredProgram }) {
  const { scenario, name, profile, verdict, reason = "" } = program;
  return (
    <tr>
      <td class="id">{scenario}</td>
      <td>{visibleLine(name)}</td>
      <td>{profile}</td>
      <td class={`verdict ${MARKS[verdict] ?? "odd"}`}>{verdict}</td>
      <td class="soft">
        {effortWords(program)}; {boundWords(program.bounds)}
        {reason === "" ? "" : `; ${visibleLine(reason)}`}
      </td>
    </tr>
  );
}

function Page({ exploration }: { exploration: Exploration }) {
  const { programs, mmuspec, exitCode } = exploration;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`mmuspec explore: ${visibleLine(exploration.implementation)}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>Every order: {visibleLine(exploration.implementation)}</h1>
        <p class="soft">
          {explorationHead(exploration)} (mmuspec {mmuspec.suite})
        </p>
        {explorationSummary(exploration, PLAIN, Number.POSITIVE_INFINITY)
          .split("\n")
          .map((line) => (
            <p class={exitCode === 0 ? "good" : ""}>{line}</p>
          ))}
        {programs
          .filter(({ verdict }) => verdict === "violated")
          .map((program) => (
            <Violation program={program} />
          ))}
        <h2>Programs</h2>
        <div class="scroll">
          <table>
            <tr>
              <th>scenario</th>
              <th>name</th>
              <th>profile</th>
              <th>verdict</th>
              <th>effort and bounds</th>
            </tr>
            {programs.map((program) => (
              <Row program={program} />
            ))}
          </table>
        </div>
      </body>
    </html>
  );
}

/** An exploration as one self-contained page without scripts. */
export function explorationHtml(exploration: Exploration): string {
  return `<!doctype html>\n${render(<Page exploration={exploration} />)}\n`;
}
