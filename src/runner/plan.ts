import type { Scenario } from "../catalogue/scenario.ts";
import { capabilityNames } from "../port/capability.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import { isProfile, newest, type Profile } from "../port/profile.ts";
import type { Selection } from "./selection.ts";

/** One scenario in one profile: the unit that is judged. */
export interface Pair {
  readonly scenario: Scenario;
  readonly profile: Profile;
  /** Why it is not run: a profile, capability or point that is not claimed. */
  readonly notClaimed?: string;
}

/** The claims of a handshake that a plan depends on. */
export type Claims = Pick<Handshake, "profiles" | "capabilities" | "points" | "run" | "limits">;

function lacking(scenario: Scenario, claims: Claims): string | undefined {
  const capabilities = capabilityNames
    .filter((name) => scenario.capabilities.includes(name))
    .filter((name) => !claims.capabilities.includes(name))
    .filter((name, _, missing) => name !== "vma" || !missing.includes("mm"));
  if (capabilities.length > 0) return `capability ${capabilities.join(", ")}`;
  const points = scenario.points.filter((name) => !claims.points?.includes(name));
  if (points.length > 0) return `point ${points.join(", ")}`;
  if (scenario.bareSections && claims.limits?.sections === "complete") return "sections that are opened by themselves";
  const runs = claims.run?.some((mode) => mode === "every" || mode === "free") === true;
  return scenario.everyOrder && !runs ? "mode every or free of run" : undefined;
}

function pair(scenario: Scenario, profile: Profile, claims: Claims): Pair {
  const reason = claims.profiles.includes(profile) ? lacking(scenario, claims) : `profile ${profile}`;
  return { scenario, profile, ...(reason === undefined ? {} : { notClaimed: reason }) };
}

/** The newest profile of the scenario's range that is claimed; undefined if none is. */
export function newestClaimed(profiles: readonly Profile[], claimed: readonly string[]): Profile | undefined {
  return newest(claimed.filter(isProfile).filter((profile) => profiles.includes(profile)));
}

function profilesOf(scenario: Scenario, wanted: Selection["profile"], claims: Claims): readonly Profile[] {
  if (wanted === "all") return scenario.profiles;
  if (wanted !== "newest") return scenario.profiles.filter((profile) => profile === wanted);
  const profile = newestClaimed(scenario.profiles, claims.profiles) ?? newest(scenario.profiles);
  return profile === undefined ? [] : [profile];
}

/** Every (scenario, profile) pair of the selection, in the order of the features. What is not claimed is in it too. */
export function planPairs(scenarios: readonly Scenario[], selection: Selection, claims: Claims): Pair[] {
  return scenarios
    .filter((scenario) => selection.matches(scenario))
    .flatMap((scenario) =>
      profilesOf(scenario, selection.profile, claims).map((profile) => pair(scenario, profile, claims)),
    );
}
