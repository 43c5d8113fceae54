import type { Verdict } from "../../port/generated/documents.ts";
import { groupTitle } from "../../port/rule-group.ts";
import { visibleLine } from "../visible.ts";
import { anchor } from "./anchor.ts";
import { NOT_ASKED } from "./badge.tsx";
import type { Judged, PageModel, PageRule } from "./page-model.ts";
import { markOf, VERDICT_MARKS } from "./verdict-marks.ts";

/** The rules of each group, in the order of the page. */
export function byGroup(rules: readonly PageRule[]): Map<string, PageRule[]> {
  const groups = new Map<string, PageRule[]>();
  for (const rule of rules) groups.set(rule.group, [...(groups.get(rule.group) ?? []), rule]);
  return groups;
}

function spoken({ rule, cells }: PageRule, judged: readonly Judged[]): string {
  const verdicts = cells.map(({ verdict }, at) => {
    const word = verdict ?? NOT_ASKED.word;
    return judged.length === 1 ? word : `${judged[at]?.label}: ${word}`;
  });
  return visibleLine(`${rule.id} ${rule.title ?? ""} – ${verdicts.join("; ")}`);
}

/** One rule: a sign an implementation, from top to bottom. It leads to the rule. */
function RuleCell({ rule, judged }: { rule: PageRule; judged: readonly Judged[] }) {
  const words = spoken(rule, judged);
  return (
    <li>
      <a href={`#${anchor(rule.id)}`} class="cells jump" title={words} aria-label={words}>
        {rule.cells.map(({ verdict }) => {
          const { tone, sign } = verdict === undefined ? NOT_ASKED : markOf(verdict);
          return <i class={tone}>{sign}</i>;
        })}
      </a>
    </li>
  );
}

/** `3 violate`, `1 conforms`, `20 not claimed` */
function counted(verdict: Verdict, count: number): string {
  return `${count} ${count === 1 ? verdict : verdict.replace(/^(conform|violate|differ)s$/, "$1")}`;
}

function tally(rules: readonly PageRule[]): string {
  const counts = VERDICT_MARKS.map(({ verdict }) => ({
    verdict,
    count: rules.filter(({ cells }) => cells[0]?.verdict === verdict).length,
  }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => counted(verdict, count))
    .join(", ");
}

interface GroupOf {
  readonly group: string;
  readonly rules: readonly PageRule[];
  readonly judged: readonly Judged[];
}

function Group({ group, rules, judged }: GroupOf) {
  return (
    <section class="group" aria-label={`${visibleLine(group)}, ${groupTitle(group)}`}>
      <h3>
        <b>{visibleLine(group)}</b> {groupTitle(group)}{" "}
        <span class="soft">{judged.length === 1 ? tally(rules) : `${rules.length} rules`}</span>
      </h3>
      <ul>
        {rules.map((rule) => (
          <RuleCell rule={rule} judged={judged} />
        ))}
      </ul>
    </section>
  );
}

function Legend({ model: { judged, rules } }: { model: PageModel }) {
  const met = new Set(rules.flatMap(({ cells }) => cells.map(({ verdict }) => verdict)));
  return (
    <div class="legend">
      {judged.length === 1 ? null : (
        <p>
          A column is a rule; from top to bottom:{" "}
          {judged.map(({ label }, at) => (
            <>
              {at === 0 ? "" : ", "}
              <bdi>{visibleLine(label)}</bdi>
            </>
          ))}
          .
        </p>
      )}
      <p>
        {VERDICT_MARKS.filter(({ verdict }) => met.has(verdict)).map(({ verdict, sign, tone }) => (
          <span class="key">
            <i class={tone}>{sign}</i> {verdict}
          </span>
        ))}
      </p>
    </div>
  );
}

/** Every rule by its verdict, a field each, in its group. */
export function Matrix({ model }: { model: PageModel }) {
  return (
    <section id="matrix" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Rules by verdict</h2>
      <Legend model={model} />
      <div class="groups">
        {[...byGroup(model.rules)].map(([group, rules]) => (
          <Group group={group} rules={rules} judged={model.judged} />
        ))}
      </div>
    </section>
  );
}
