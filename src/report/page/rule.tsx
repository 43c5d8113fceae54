import { visible, visibleLine } from "../visible.ts";
import { anchor } from "./anchor.ts";
import { Badge } from "./badge.tsx";
import { Failure } from "./failure.tsx";
import type { Cell, Judged, PageFailure, PageRule, PageScenario } from "./page-model.ts";

/** Whose verdict it is; nobody has to be told where there is one implementation. */
function labelOf(judged: readonly Judged[], at: number): string | undefined {
  return judged.length === 1 ? undefined : judged[at]?.label;
}

/** Results that say the same of a scenario, in several profiles. */
function Verdicts({ cell }: { cell: Cell }) {
  const lines = new Map<string, string[]>();
  for (const { verdict, reason = "", profile } of cell.results) {
    const key = JSON.stringify([verdict, reason]);
    lines.set(key, [...(lines.get(key) ?? []), profile]);
  }
  if (lines.size === 0) return <Badge verdict={undefined} />;
  return (
    <>
      {[...lines].map(([key, profiles]) => {
        const [verdict, reason] = JSON.parse(key);
        return (
          <div class="line">
            <Badge verdict={verdict} /> {reason === "" ? null : <span>{visibleLine(reason)} </span>}
            <span class="soft">{profiles.map((name) => visibleLine(name)).join(" ")}</span>
          </div>
        );
      })}
    </>
  );
}

function Scenario({ scenario }: { scenario: PageScenario }) {
  return (
    <tr data-letters={scenario.cells.map(({ letters }) => letters).join(" ")}>
      <th scope="row">
        <code>{visibleLine(scenario.id)}</code> {visibleLine(scenario.name)}{" "}
        <span class="soft">{visibleLine(scenario.location)}</span>
      </th>
      {scenario.cells.map((cell) => (
        <td>
          <Verdicts cell={cell} />
        </td>
      ))}
    </tr>
  );
}

function Scenarios({ rule, judged }: { rule: PageRule; judged: readonly Judged[] }) {
  return (
    <table class="scenarios">
      <caption class="hidden">The scenarios of {visibleLine(rule.id)} and their verdicts</caption>
      <thead>
        <tr>
          <th scope="col">scenario</th>
          {judged.map(({ label }) => (
            <th scope="col">
              {judged.length === 1 ? "verdict, and in which profiles" : <bdi>{visibleLine(label)}</bdi>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rule.scenarios.map((scenario) => (
          <Scenario scenario={scenario} />
        ))}
      </tbody>
    </table>
  );
}

function Elsewhere({ failure }: { failure: PageFailure }) {
  const { first } = failure;
  return (
    <p>
      It met the fault that is told at{" "}
      <a href={`#${anchor(first.rule)}`} class="jump">
        {visibleLine(first.rule)}
      </a>
      .
    </p>
  );
}

const PARTIES: Readonly<Record<string, string>> = {
  core: "the core (notifiers, mm)",
  caller: "whoever calls the notifiers",
  subscriber: "the subscriber (driver, device)",
};

function Said({ rule: { rule, level } }: { rule: PageRule }) {
  const { text = "", source = "", party } = rule;
  return (
    <div class="said">
      <p class="text">{visible(text)}</p>
      <dl>
        <dt>Source</dt>
        <dd>{visible(source)}</dd>
        <dt>Kept by</dt>
        <dd>
          {party === undefined ? "–" : PARTIES[party]};{" "}
          {level === "may" ? "it may be left (may)" : "it must be kept (must)"}
        </dd>
      </dl>
    </div>
  );
}

interface RuleOf {
  readonly rule: PageRule;
  readonly judged: readonly Judged[];
  readonly open: boolean;
}

/** A rule: a line with its verdict, and to unfold what it says, where it comes from, and what became of it. */
export function Rule({ rule, judged, open }: RuleOf) {
  const { id, group, level, cells } = rule;
  return (
    <details
      class="rule"
      id={anchor(id)}
      data-group={group}
      data-level={level}
      data-letters={cells.map(({ letters }) => letters).join(" ")}
      open={open}
    >
      <summary>
        <h3>
          <code>{visibleLine(id)}</code> <span>{visibleLine(rule.rule.title ?? "")}</span>
        </h3>
        <span class="badges">
          {cells.map(({ verdict }, at) => (
            <Badge verdict={verdict} label={labelOf(judged, at)} />
          ))}
        </span>
      </summary>
      <div class="body">
        <Said rule={rule} />
        {rule.failures.map((failure) => (
          <Failure failure={failure} label={labelOf(judged, failure.at)} />
        ))}
        {rule.elsewhere.map((failure) => (
          <Elsewhere failure={failure} />
        ))}
        <Scenarios rule={rule} judged={judged} />
      </div>
    </details>
  );
}
