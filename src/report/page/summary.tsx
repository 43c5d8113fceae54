import { conclusion, countedWords, totalWords } from "../summary-text.ts";
import { visible, visibleLine } from "../visible.ts";
import type { Judged } from "./page-model.ts";

function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <>none</>;
  return (
    <>
      {names.map((name) => (
        <>
          <bdi>{visibleLine(name)}</bdi>{" "}
        </>
      ))}
    </>
  );
}

interface CardOf {
  readonly judged: Judged;
  /** It stands alone: then its name is the title of the page. */
  readonly single: boolean;
}

/** Faults that belong to no scenario, such as a refused handshake. */
function Faults({ judged: { report }, single }: CardOf) {
  const Title = single ? "h2" : "h3";
  const shown = new Set(report.results.map(({ fault }) => fault?.text));
  const loose = (report.faults ?? []).filter(({ text }) => !shown.has(text));
  return (
    <>
      {loose.map(({ kind, text, advice = "", stderr = "" }) => (
        <article class="failure">
          <Title>Implementation fault: {visibleLine(kind)}</Title>
          <p>{visible(text)}</p>
          <p class="soft">{visible(advice)}</p>
          {stderr === "" ? null : <pre>{visible(stderr)}</pre>}
        </article>
      ))}
    </>
  );
}

function madeBy({ report }: Judged): string {
  const { mmuspec, implementation, shard, durationMs } = report;
  return [
    visibleLine(implementation.language),
    ...(implementation.issues === undefined ? [] : [`issues: ${visibleLine(implementation.issues)}`]),
    `mmuspec ${visibleLine(mmuspec.suite)}`,
    `protocol ${mmuspec.protocol}`,
    ...(mmuspec.seed === undefined ? [] : [`seed ${mmuspec.seed}`]),
    ...(shard === undefined ? [] : [`shard ${shard.index} of ${shard.count} only`]),
    ...(durationMs === undefined ? [] : [`${(durationMs / 1000).toFixed(1)} s`]),
  ].join(" · ");
}

function Card({ judged, single }: CardOf) {
  const { report } = judged;
  const { rulesClaimed = 0, rulesTotal = 0, profiles, capabilities, selection = "", notes = [] } = report;
  const Name = single ? "h1" : "h2";
  return (
    <section class="card">
      <Name>
        <bdi>{visibleLine(judged.label)}</bdi>
      </Name>
      <p class="soft">{madeBy(judged)}</p>
      <p class={`conclusion ${report.exitCode === 0 ? "good" : "bad"}`}>
        <strong>{visible(conclusion(report))}</strong>{" "}
        <span class="claimed">
          {rulesClaimed} of {rulesTotal} rules claimed
        </span>
      </p>
      <ul class="counts">
        <li>{totalWords(report)}</li>
        {countedWords(report.summary)
          .filter(({ count }, at) => count > 0 || at < 2)
          .map(({ count, words, mark }) => (
            <li class={count === 0 ? "zero" : mark}>
              <b>{count}</b> {words}
            </li>
          ))}
      </ul>
      <dl>
        <dt>Asked</dt>
        <dd>{visibleLine(selection)}</dd>
        <dt>Claims profiles</dt>
        <dd class="names">
          <Names names={profiles} />
        </dd>
        <dt>and capabilities</dt>
        <dd class="names">
          <Names names={capabilities} />
        </dd>
      </dl>
      {[...judged.doubts.map((doubt) => `compare with care: ${doubt}`), ...notes].map((note) => (
        <p class="odd">Note: {visibleLine(note)}</p>
      ))}
      <Faults judged={judged} single={single} />
    </section>
  );
}

/** What each implementation comes to: its verdict, and how much it claims, always together. */
export function Summary({ judged }: { judged: readonly Judged[] }) {
  const single = judged.length === 1;
  return (
    <>
      {single ? null : <h1>{judged.length} implementations, side by side</h1>}
      <div class="cards">
        {judged.map((one) => (
          <Card judged={one} single={single} />
        ))}
      </div>
    </>
  );
}
