import type { Report, RuleResult, ScenarioResult, Verdict } from "../../port/generated/documents.ts";
import { profileNames } from "../../port/profile.ts";
import { groupOf, ruleGroups } from "../../port/rule-group.ts";
import { gravest } from "../../port/verdict.ts";
import { doubts } from "../compare-reports.ts";
import { type FailureGroup, failureGroups } from "../failure-groups.ts";
import { type Transcripts, transcriptKey } from "./transcripts.ts";
import { markOf, NO_VERDICT } from "./verdict-marks.ts";

/** A report, and the file that it came from where there is one. */
export interface Source {
  readonly report: Report;
  readonly file?: string;
  /** What was said in its failures, where that was recorded. */
  readonly transcripts?: Transcripts;
}

/** One implementation on the page. */
export interface Judged {
  /** Its name and version, and what else tells it from its neighbours. */
  readonly label: string;
  readonly report: Report;
  /** Why it compares badly with the first. */
  readonly doubts: readonly string[];
}

/** What one implementation made of a rule or a scenario. */
export interface Cell {
  /** The gravest verdict; undefined if it was not asked. */
  readonly verdict: Verdict | undefined;
  /** The letter of the gravest verdict in each profile of the page. */
  readonly letters: string;
  readonly results: readonly ScenarioResult[];
}

export interface PageScenario {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  /** One an implementation. */
  readonly cells: readonly Cell[];
}

/** What did not go as required, in full. */
export interface PageFailure extends FailureGroup {
  /** Which implementation, by its place. */
  readonly at: number;
  readonly transcript?: readonly string[] | undefined;
  /** Its sequence diagram is on the page. */
  readonly drawn: boolean;
}

export interface PageRule {
  readonly id: string;
  readonly group: string;
  readonly rule: RuleResult;
  readonly level: string;
  readonly cells: readonly Cell[];
  readonly scenarios: readonly PageScenario[];
  readonly failures: readonly PageFailure[];
  /** Failures of it that are shown at another rule. */
  readonly elsewhere: readonly PageFailure[];
}

export interface PageModel {
  readonly judged: readonly Judged[];
  readonly profiles: readonly string[];
  /** In the order of the groups, then of the ids. */
  readonly rules: readonly PageRule[];
}

function labelled(sources: readonly Source[]): Judged[] {
  const names = sources.map(({ report: { implementation } }) => `${implementation.name} ${implementation.version}`);
  const [first] = sources;
  return sources.map(({ report, file }, at) => {
    const name = names[at] ?? "";
    const twin = names.indexOf(name) !== names.lastIndexOf(name);
    return {
      label: twin ? `${name} (${file ?? at + 1})` : name,
      report,
      doubts: first === undefined || at === 0 ? [] : doubts(first.report, report),
    };
  });
}

/** Every profile that something was judged in: those that are known in their order, then strangers. */
function profilesOf(judged: readonly Judged[]): string[] {
  const met = new Set(judged.flatMap(({ report }) => report.results.map(({ profile }) => profile)));
  const known = profileNames.filter((name) => met.has(name));
  return [...known, ...[...met].filter((name) => !known.includes(name as (typeof known)[number]))];
}

function cellOf(results: readonly ScenarioResult[], profiles: readonly string[]): Cell {
  const inProfile = new Map<string, Verdict[]>();
  for (const { profile, verdict } of results) inProfile.set(profile, [...(inProfile.get(profile) ?? []), verdict]);
  const letters = profiles.map((profile) => {
    const worst = gravest(inProfile.get(profile) ?? []);
    return worst === undefined ? NO_VERDICT : markOf(worst).letter;
  });
  return { verdict: gravest(results.map(({ verdict }) => verdict)), letters: letters.join(""), results };
}

function grouped<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const mine = groups.get(key(item));
    if (mine === undefined) groups.set(key(item), [item]);
    else mine.push(item);
  }
  return groups;
}

function compareRules(a: string, b: string): number {
  const rank = (id: string) => (ruleGroups.indexOf(groupOf(id)) + ruleGroups.length + 1) % (ruleGroups.length + 1);
  return rank(a) - rank(b) || a.localeCompare(b, "en", { numeric: true });
}

function scenariosOf(mine: readonly ScenarioResult[][], profiles: readonly string[]): PageScenario[] {
  const byId = mine.map((results) => grouped(results, ({ id }) => id));
  const ids = [...new Set(byId.flatMap((map) => [...map.keys()]))];
  ids.sort((a, b) => a.replace(/\/.*/, "").localeCompare(b.replace(/\/.*/, ""), "en", { numeric: true }));
  return ids.map((id) => {
    const found = byId.map((map) => map.get(id) ?? []);
    const [{ name = "", location = "" } = {}] = found.flat();
    return { id, name, location, cells: found.map((results) => cellOf(results, profiles)) };
  });
}

/** Everything that is shown in full: what was run, and is not simply as required. */
export const SHOWN: ReadonlySet<Verdict> = new Set<Verdict>([
  "implementation fault",
  "could not run",
  "violates",
  "unstable",
  "inconclusive",
  "differs",
  "expected failure",
]);

/** So many failures have their diagram: of thousands a browser would draw for half a minute, and the tables say the same. */
const DRAWN = 200;

/** What the page shows, from one report or from several of the same suite. */
export function pageModel(sources: readonly Source[]): PageModel {
  const judged = labelled(sources);
  const profiles = profilesOf(judged);
  const results = judged.map(({ report }) => grouped(report.results, ({ rule }) => rule));
  const all = sources.flatMap(({ report, transcripts }, at) =>
    failureGroups(report, SHOWN).map((group) => ({
      ...group,
      at,
      transcript: transcripts?.get(transcriptKey(group.first)),
    })),
  );
  const failures = all.map((failure, at): PageFailure => ({ ...failure, drawn: at < DRAWN }));
  const shown = grouped(failures, ({ first }) => first.rule);
  const texts = new Map<string, RuleResult>();
  for (const { report } of judged) for (const rule of report.rules) if (!texts.has(rule.id)) texts.set(rule.id, rule);
  const rules = [...texts.values()]
    .sort((a, b) => compareRules(a.id, b.id))
    .map((rule): PageRule => {
      const mine = results.map((map) => map.get(rule.id) ?? []);
      const level = rule.level ?? mine.flat().find((result) => result.level !== undefined)?.level ?? "";
      return {
        id: rule.id,
        group: groupOf(rule.id),
        rule,
        level,
        cells: mine.map((own) => cellOf(own, profiles)),
        scenarios: scenariosOf(mine, profiles),
        failures: shown.get(rule.id) ?? [],
        elsewhere: failures.filter(
          (group) => group.first.rule !== rule.id && group.results.some((result) => result.rule === rule.id),
        ),
      };
    });
  return { judged, profiles, rules };
}

/** True if an implementation does not keep the rule as it must. */
export function isBroken({ cells }: PageRule): boolean {
  return cells.some(({ verdict }) => verdict !== undefined && markOf(verdict).tone === "bad");
}
