import type { Scenario } from "../catalogue/scenario.ts";
import type { Implementation } from "../port/implementation.ts";
import { newest, type Profile } from "../port/profile.ts";
import type { CaseOutcome } from "./case-outcome.ts";
import { judge } from "./judge.ts";
import type { Suite } from "./load-suite.ts";
import { type Pair, planPairs } from "./plan.ts";
import { type Case, runCases } from "./run-cases.ts";
import { openSession, type Session, useSession } from "./session.ts";

/** What the hunt needs to know of a wrong implementation. */
export interface Quarry {
  readonly id: string;
  readonly violates: readonly string[];
  readonly needsEveryOrder?: true;
  create(): Implementation;
}

/** One scenario that a mutant failed. */
export interface Kill {
  readonly scenario: string;
  readonly rule: string;
  readonly profile: Profile;
  readonly expected?: string;
  readonly observed?: string;
}

/** What became of a mutant. */
export interface Hunted {
  readonly id: string;
  readonly verdict: "killed" | "survived" | "needs every order";
  readonly kills: readonly Kill[];
  /** How many (scenario, profile) pairs it was put through. */
  readonly tried: number;
  /** Scenarios that could not be carried out on it: never a kill. */
  readonly broken: readonly string[];
}

interface Track {
  readonly quarry: Quarry;
  readonly session: Session;
  readonly kills: Kill[];
  readonly broken: string[];
  tried: number;
}

interface HuntCase extends Case {
  readonly pair: Pair;
  readonly track: Track;
}

/** How to hunt. */
export interface HuntOptions {
  readonly suite: Suite;
  readonly scenarios: readonly Scenario[];
  /** Go on after the first kill. */
  readonly all?: boolean;
  /** Hears of each scenario that a mutant is put through. */
  tried?(mutant: string, scenario: string): void;
}

function caseOf(pair: Pair, track: Track): HuntCase {
  const tags = [`@profile=${pair.profile}`, `@scenario=${pair.scenario.id}`, `@mutant=${track.quarry.id}`];
  return { pair, track, scenario: pair.scenario, tags };
}

/** A rule of the mutant that a scenario speaks for: its own block first. */
function ruleOf(scenario: Scenario, { violates }: Quarry): string | undefined {
  return scenario.rules.find((rule) => violates.includes(rule));
}

function pairsFor({ quarry, session }: Track, scenarios: readonly Scenario[]): Pair[] {
  const matches = (scenario: Scenario) => ruleOf(scenario, quarry) !== undefined;
  const all = planPairs(scenarios, { profile: "all", matches, words: "" }, session.handshake);
  return all.filter((pair) => pair.notClaimed === undefined);
}

function note(item: HuntCase, outcome: CaseOutcome): void {
  const { pair, track } = item;
  track.tried++;
  const { verdict, expected, observed, reason, fault } = judge(pair, outcome);
  if (verdict === "violates" || verdict === "differs") {
    track.kills.push({
      scenario: pair.scenario.id,
      rule: ruleOf(pair.scenario, track.quarry) ?? pair.scenario.rule,
      profile: pair.profile,
      ...(expected === undefined ? {} : { expected }),
      ...(observed === undefined ? {} : { observed }),
    });
  } else if (verdict !== "conforms") {
    track.broken.push(`${pair.scenario.id} in ${pair.profile}: ${reason ?? fault?.text ?? verdict}`);
  }
}

/** A session that refuses everything at once: what is left of a mutant that is already dead. */
function dead(session: Session): Session {
  const request = () => Promise.reject(new Error("it is dead already"));
  return { ...session, implementation: { request, close: async () => undefined } };
}

async function wave(cases: readonly HuntCase[], options: HuntOptions): Promise<void> {
  const over = (track: Track) => options.all !== true && track.kills.length > 0;
  await runCases(options.suite, cases, {
    started: ({ track, pair }) => {
      if (!over(track)) options.tried?.(track.quarry.id, pair.scenario.id);
      useSession(over(track) ? dead(track.session) : track.session);
    },
    finished: (item, outcome) => {
      if (!over(item.track)) note(item, outcome);
    },
  });
}

function hunted({ quarry, kills, broken, tried }: Track): Hunted {
  return { id: quarry.id, verdict: kills.length > 0 ? "killed" : "survived", kills, tried, broken };
}

async function track(quarry: Quarry): Promise<Track> {
  return { quarry, session: await openSession(quarry.create()), kills: [], broken: [], tried: 0 };
}

/** The newest profile of each scenario first: the second wave is only for what survives that. */
function isFirst({ scenario, profile }: Pair, { handshake }: Session): boolean {
  return profile === newest(scenario.profiles.filter((one) => handshake.profiles.includes(one)));
}

/** Runs mutants against the scenarios of the rules that they violate. */
export async function hunt(quarries: readonly Quarry[], options: HuntOptions): Promise<Hunted[]> {
  const tracks = await Promise.all(quarries.filter((quarry) => quarry.needsEveryOrder !== true).map(track));
  const cases = tracks.flatMap((one) => pairsFor(one, options.scenarios).map((pair) => caseOf(pair, one)));
  await wave(
    cases.filter(({ pair, track }) => isFirst(pair, track.session)),
    options,
  );
  await wave(
    cases.filter(
      ({ pair, track }) => !isFirst(pair, track.session) && (options.all === true || track.kills.length === 0),
    ),
    options,
  );
  const results = new Map(tracks.map((one) => [one.quarry.id, hunted(one)]));
  return quarries.map(
    ({ id }) => results.get(id) ?? { id, verdict: "needs every order", kills: [], tried: 0, broken: [] },
  );
}
