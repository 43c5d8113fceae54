import type { Law } from "../catalogue/law.ts";
import type { Scenario } from "../catalogue/scenario.ts";
import { stepLines } from "../catalogue/step-lines.ts";
import { CAPABILITIES, type Capability, capabilityNames } from "../port/capability.ts";
import type { Report, ScenarioResult } from "../port/generated/documents.ts";

/** What somebody who writes an implementation might do next, and why. */
export interface NextStep {
  /** The scenario to look at. */
  readonly scenario: string;
  readonly profile: string;
  /** What to do, in a sentence. */
  readonly what: string;
  /** Why this one. */
  readonly why: string;
}

interface Candidate {
  readonly scenario: Scenario;
  readonly profile: string;
  /** What it needs and the implementation does not claim. */
  readonly missing: readonly Capability[];
}

/** How long it is to read. */
function lines({ steps }: Scenario): number {
  return stepLines(steps).length;
}

/** The order in which things are learned: few requests first; what needs every order comes last. */
function effort({ scenario, missing }: Candidate): number[] {
  const first = Math.max(-1, ...missing.map((name) => capabilityNames.indexOf(name)));
  return [missing.length, first, Number(scenario.everyOrder), Number(scenario.level === "may"), lines(scenario)];
}

function isEasier(a: Candidate, b: Candidate): boolean {
  const [mine, other] = [effort(a), effort(b)];
  const at = mine.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (mine[at] ?? 0) < (other[at] ?? 0);
}

function easiest(candidates: readonly Candidate[]): Candidate | undefined {
  const [first, ...others] = candidates;
  return first === undefined ? undefined : others.reduce((best, one) => (isEasier(one, best) ? one : best), first);
}

function candidates(results: readonly ScenarioResult[], law: Law, claimed: readonly string[]): Candidate[] {
  const scenarios = new Map(law.scenarios.map((scenario) => [scenario.id, scenario]));
  return results.flatMap(({ id, profile }) => {
    const scenario = scenarios.get(id);
    if (scenario === undefined) return [];
    return [{ scenario, profile, missing: scenario.capabilities.filter((name) => !claimed.includes(name)) }];
  });
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function toMend(results: readonly ScenarioResult[], law: Law, what: string, claimed: readonly string[]) {
  const best = easiest(candidates(results, law, claimed));
  if (best === undefined) return undefined;
  const others = results.length - 1;
  const why = `it is the shortest of those that fail (${plural(lines(best.scenario), "line", "lines")})`;
  const rest = others === 0 ? "" : `; ${plural(others, "other waits", "others wait")}`;
  return { scenario: best.scenario.id, profile: best.profile, what, why: why + rest };
}

/** The capability that brings most for least. */
function toClaim({ results, capabilities }: Report, law: Law): NextStep | undefined {
  const open = results.filter(
    ({ verdict, reason = "" }) => verdict === "not claimed" && reason.startsWith("capability"),
  );
  const all = candidates(open, law, capabilities).filter(({ missing }) => missing.length > 0);
  const best = easiest(all);
  if (best === undefined) return undefined;
  const same = all.filter(({ missing }) => missing.every((name) => best.missing.includes(name))).length - 1;
  const names = best.missing.join(" and ");
  const meaning = best.missing.map((name) => CAPABILITIES[name]).join(" ");
  return {
    scenario: best.scenario.id,
    profile: best.profile,
    what: `offer and claim ${names}: ${meaning}`,
    why: `it needs nothing else (${plural(lines(best.scenario), "line", "lines")}), and neither ${same === 1 ? "does 1 other scenario" : `do ${same} others`}`,
  };
}

/**
 * What to do next, from a report: mend what is at fault, then what is violated, then claim what is nearest.
 * Undefined where everything that can be claimed is claimed, and conforms.
 */
export function nextStep(report: Report, law: Law): NextStep | undefined {
  const of = (verdict: ScenarioResult["verdict"]) => report.results.filter((result) => result.verdict === verdict);
  const { capabilities } = report;
  const faults = of("implementation fault");
  const unoffered = faults.find(({ fault }) => fault?.kind === "over-claim");
  if (unoffered !== undefined) {
    return toMend(faults, law, `offer what it claims: ${unoffered.fault?.text ?? "an operation"}`, capabilities);
  }
  if (faults.length > 0) return toMend(faults, law, "mend the fault: nothing can be judged beside one", capabilities);
  return (
    toMend(of("violates"), law, "mend what is violated", capabilities) ??
    toMend(of("unstable"), law, "find out why it does not end alike each time", capabilities) ??
    toClaim(report, law)
  );
}
