import { type Capability, isCapability } from "../port/capability.ts";
import { expandProfiles, isProfile, type Profile, profileNames } from "../port/profile.ts";

export type Party = "core" | "caller" | "subscriber";
export type Level = "must" | "may";

/** What the tags of a Rule or a scenario say. */
export interface ScenarioTags {
  /** `@id:PAIR-08.1`: the stable id, without the key of an Examples row. */
  id?: string;
  /** `@key:x` on Examples: the key of its row. */
  key?: string;
  /** `@PAIR-08`, in the order of the tags. */
  readonly rules: string[];
  /** The intersection of all profile tags; every profile if there is none. */
  profiles: Profile[];
  /** `@profile=v5.12`, added by `mmuspec run` to say which profile this run is for. */
  profile?: Profile;
  /** `@cap:nonblock`: all of these are needed. */
  readonly capabilities: Capability[];
  party?: Party;
  level: Level;
  /** `@point:after-queueing`: inner points that the handshake has to declare. */
  readonly points: string[];
  /** `@every-order`: says something only where every order is tried. */
  everyOrder: boolean;
  /** Tags that mean nothing. */
  readonly unknown: string[];
}

/** A catalogue id: `PAIR-08`. */
export const RULE_ID = /^[A-Z]{2,6}-\d{2,3}$/;

/** `@prefix:value`: what the value has to be, and where it goes. */
interface PrefixRow {
  readonly prefix: string;
  valid?(value: string): boolean;
  apply(tags: ScenarioTags, value: string): void;
}

/** Whoever has `mm` has `vma` too. */
function named(value: string): Capability[] {
  return value === "mm" ? ["vma", "mm"] : [value as Capability];
}

const PREFIXES: readonly PrefixRow[] = [
  { prefix: "id:", apply: (tags, value) => Object.assign(tags, { id: value }) },
  { prefix: "key:", apply: (tags, value) => Object.assign(tags, { key: value }) },
  { prefix: "cap:", valid: isCapability, apply: (tags, value) => tags.capabilities.push(...named(value)) },
  { prefix: "party:", valid: isParty, apply: (tags, value) => Object.assign(tags, { party: value }) },
  { prefix: "point:", apply: (tags, value) => tags.points.push(value) },
  { prefix: "profile=", valid: isProfile, apply: (tags, value) => Object.assign(tags, { profile: value }) },
];

const WORDS: Readonly<Record<string, Partial<ScenarioTags>>> = {
  must: { level: "must" },
  may: { level: "may" },
  "every-order": { everyOrder: true },
};

function isParty(text: string): text is Party {
  return text === "core" || text === "caller" || text === "subscriber";
}

function restrict(tags: ScenarioTags, name: string): boolean {
  const profiles = expandProfiles(name);
  if (profiles === undefined) return false;
  tags.profiles = tags.profiles.filter((profile) => profiles.includes(profile));
  return true;
}

function read(tags: ScenarioTags, name: string): boolean {
  const row = PREFIXES.find(({ prefix }) => name.startsWith(prefix));
  if (row !== undefined) {
    const value = name.slice(row.prefix.length);
    const valid = row.valid?.(value) ?? value !== "";
    if (valid) row.apply(tags, value);
    return valid;
  }
  if (RULE_ID.test(name)) return tags.rules.push(name) > 0;
  if (!Object.hasOwn(WORDS, name)) return restrict(tags, name);
  Object.assign(tags, WORDS[name]);
  return true;
}

/** Reads tags, with or without their `@`. Later ones win where only one can hold. */
export function readTags(names: readonly string[]): ScenarioTags {
  const tags: ScenarioTags = {
    rules: [],
    profiles: [...profileNames],
    capabilities: [],
    level: "must",
    points: [],
    everyOrder: false,
    unknown: [],
  };
  for (const name of names) {
    const bare = name.replace(/^@/, "");
    if (!read(tags, bare)) tags.unknown.push(`@${bare}`);
  }
  return tags;
}
