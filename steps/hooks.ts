import { After, Before, Status, setDefaultTimeout } from "@cucumber/cucumber";
import { readTags, type ScenarioTags } from "../src/catalogue/scenario-tags.ts";
import { type Architecture, isArchitecture } from "../src/port/architecture.ts";
import { newest, type Profile } from "../src/port/profile.ts";
import { FAILURE_MEDIA_TYPE, SEEN_MEDIA_TYPE } from "../src/runner/failure.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { currentSession, type Session } from "../src/runner/session.ts";
import { failureOf, seenIn } from "./failure.ts";
import type { SpecWorld } from "./world.ts";

// The deadline of a request belongs to the wire; a scenario has none of its own.
setDefaultTimeout(-1);

/** The profile that the runner chose, or the newest one that is claimed and in the scenario's range. */
function chooseProfile({ handshake }: Session, tags: ScenarioTags): Profile | undefined {
  return tags.profile ?? newest(tags.profiles.filter((profile) => handshake.profiles.includes(profile)));
}

/** A world is made before its first step, so it has to be known before what that will say. */
function architectureOf(steps: readonly string[]): Architecture | undefined {
  const said = steps.flatMap((text) => /^the architecture is (\S+)$/.exec(text)?.[1] ?? []).at(-1);
  return said !== undefined && isArchitecture(said) ? said : undefined;
}

function isClaimed({ handshake }: Session, tags: ScenarioTags): boolean {
  return (
    tags.capabilities.every((name) => handshake.capabilities.includes(name)) &&
    tags.points.every((name) => handshake.points?.includes(name) === true) &&
    (!tags.everyOrder || handshake.run?.some((mode) => mode === "every" || mode === "free") === true)
  );
}

Before({ tags: "not @harness" }, async function (this: SpecWorld, { pickle }) {
  const session = await currentSession();
  if (session.skipsRest?.() === true) return "skipped";
  const tags = readTags(pickle.tags.map((tag) => tag.name));
  const profile = chooseProfile(session, tags);
  if (profile === undefined || !isClaimed(session, tags)) return "skipped";
  this.watchesReferences = pickle.steps.some((step) => step.text.includes("references of"));
  try {
    const locks = tags.capabilities.includes("locks");
    await this.begin(session, profile, { arch: architectureOf(pickle.steps.map(({ text }) => text)), locks });
  } catch (thrown) {
    this.thrown = thrown;
    throw thrown;
  }
  return undefined;
});

/** What the oracle saw and the scenario did not ask for fails the scenario. */
async function askOracle(world: SpecWorld): Promise<void> {
  await world.windDown();
  const finding = world.findings.find(({ clause }) => !world.expectedFindings.has(clause));
  if (finding === undefined) return;
  throw new Mismatch(`the universal oracle finds nothing (clause ${finding.clause})`, finding.text);
}

function tellFailure(world: SpecWorld, error: unknown): void {
  const failure = failureOf(world, error);
  if (failure !== undefined) world.attach(JSON.stringify(failure), FAILURE_MEDIA_TYPE);
}

After({ tags: "not @harness" }, async function (this: SpecWorld, { result }) {
  if (result?.status === Status.FAILED) tellFailure(this, this.thrown);
  if (result?.status !== Status.PASSED) return;
  // Before it is wound down: what follows is not the scenario's.
  if (this.tellsAll) this.attach(JSON.stringify(seenIn(this)), SEEN_MEDIA_TYPE);
  try {
    await askOracle(this);
  } catch (thrown) {
    tellFailure(this, thrown);
    throw thrown;
  }
});
