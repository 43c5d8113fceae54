import assert from "node:assert/strict";
import { test } from "node:test";
import { readLaw } from "../catalogue/law.ts";
import { locationOf, type Scenario } from "../catalogue/scenario.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import type { Implementation, Method, Params } from "../port/implementation.ts";
import { newest } from "../port/profile.ts";
import { claimFor } from "../protocol/claim.ts";
import { createReference } from "../reference/create-reference.ts";
import { loadSuite } from "./load-suite.ts";
import { runCases } from "./run-cases.ts";
import { openSession, useSession } from "./session.ts";

/** The handshake of an implementation that offers nothing but what a scenario names. */
function restricted(handshake: Handshake, { capabilities }: Scenario): Handshake {
  return { ...handshake, capabilities: ["core", ...capabilities] };
}

const BARE = /"op":"invalidate_range_(start|start_nonblock|end)"/;

test("every scenario names the capabilities that it uses", async () => {
  const law = readLaw(process.cwd());
  const reference = createReference();
  const session = await openSession(reference);
  const unnamed = new Set<string>();
  let scenario: Scenario | undefined;
  const watch: Implementation = {
    request: (method, params) => {
      note(method, params);
      return reference.request(method, params);
    },
    close: () => reference.close(),
  };
  function note(method: Method, params: Params<Method>): void {
    // A script for `release` does not say of which kind its subscriber is.
    if (scenario === undefined || (method === "script" && (params as Params<"script">).callback === "release")) return;
    if (!scenario.bareSections && BARE.test(JSON.stringify(params))) {
      unnamed.add(`${locationOf(scenario)} ${scenario.id}: a section by itself (src/catalogue/bare-sections.ts)`);
    }
    const wide = claimFor(session.handshake, method, params);
    const narrow = claimFor(restricted(session.handshake, scenario), method, params);
    if (wide !== undefined && narrow === undefined) unnamed.add(`${locationOf(scenario)} ${scenario.id}: ${wide}`);
  }
  useSession({ ...session, implementation: watch });
  const cases = law.scenarios.map((one) => ({ scenario: one, tags: [`@profile=${newest(one.profiles)}`] }));
  await runCases(await loadSuite(process.cwd()), cases, {
    started: (item) => {
      scenario = item.scenario;
    },
    finished: () => undefined,
  });
  assert.deepEqual([...unnamed], []);
});
