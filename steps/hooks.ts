import { After, AfterStep, Before, BeforeStep, setDefaultTimeout, Status } from "@cucumber/cucumber";
import { newest, type Profile } from "../src/port/profile.ts";
import { FAILURE_MEDIA_TYPE } from "../src/runner/failure.ts";
import { Mismatch } from "../src/runner/mismatch.ts";
import { currentSession, type Session } from "../src/runner/session.ts";
import { failureOf } from "./failure.ts";
import { profilesOf } from "./profiles.ts";
import type { SpecWorld } from "./world.ts";

// The deadline of a request belongs to the wire; a scenario has none of its own.
setDefaultTimeout(-1);

/** The profile that the runner chose, or the newest one that is claimed and in the scenario's range. */
function chooseProfile(session: Session, tags: readonly string[]): Profile | undefined {
  const chosen = tags.find((tag) => tag.startsWith("@profile="))?.slice("@profile=".length);
  if (chosen !== undefined) return chosen as Profile;
  return newest(profilesOf(tags).filter((profile) => session.handshake.profiles.includes(profile)));
}

function lacksCapability(session: Session, tags: readonly string[]): boolean {
  const needed = tags.filter((tag) => tag.startsWith("@cap:")).map((tag) => tag.slice("@cap:".length));
  const points = tags.filter((tag) => tag.startsWith("@point:")).map((tag) => tag.slice("@point:".length));
  return (
    needed.some((name) => !session.handshake.capabilities.includes(name)) ||
    points.some((name) => session.handshake.points?.includes(name) !== true)
  );
}

Before({ tags: "not @harness" }, async function (this: SpecWorld, { pickle }) {
  const session = await currentSession();
  const tags = pickle.tags.map((tag) => tag.name);
  const profile = chooseProfile(session, tags);
  if (profile === undefined || lacksCapability(session, tags)) return "skipped";
  this.watchesReferences = pickle.steps.some((step) => step.text.includes("references of"));
  await this.begin(session, profile);
  return undefined;
});

/** What the oracle saw and the scenario did not ask for fails the scenario. */
async function askOracle(world: SpecWorld): Promise<void> {
  await world.windDown();
  const finding = world.findings.find(({ clause }) => !world.expectedFindings.has(clause));
  if (finding !== undefined) throw new Mismatch(`the oracle finds nothing (clause ${finding.clause})`, finding.text);
}

After({ tags: "not @harness" }, async function (this: SpecWorld, { result, pickle, error }) {
  let failure: unknown = error;
  if (result?.status === Status.PASSED) {
    try {
      this.step = "(the universal oracle)";
      await askOracle(this);
    } catch (thrown) {
      failure = thrown;
    }
  }
  if (failure === undefined || failure === null) return;
  this.attach(JSON.stringify(failureOf(this, failure, pickle)), FAILURE_MEDIA_TYPE);
  if (result?.status === Status.PASSED) throw failure;
});

BeforeStep({ tags: "not @harness" }, function (this: SpecWorld, { pickleStep }) {
  this.step = pickleStep.text;
});

AfterStep({ tags: "not @harness" }, () => {});
