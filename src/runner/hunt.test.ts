import assert from "node:assert/strict";
import { test } from "node:test";
import { createToy, type ToyOptions } from "./fixtures/toy/toy-implementation.ts";
import { toyLaw, toySuite } from "./fixtures/toy/toy-suite.ts";
import { hunt, type Quarry } from "./hunt.ts";

const CLAIMS: ToyOptions = { profiles: ["v5.3", "v5.12", "v6.12"] };

function quarry(id: string, violates: string[], answers: ToyOptions["answers"], more: Partial<Quarry> = {}): Quarry {
  return { id, violates, create: () => createToy({ ...CLAIMS, answers: answers ?? {} }), ...more };
}

const QUARRIES = [
  quarry("liar", ["PAIR-01"], { mmget_not_zero: false }),
  quarry("twin", ["PAIR-01"], { "T2 mmget_not_zero": false }),
  quarry("good", ["PAIR-01"], {}),
  quarry("mute", ["PAIR-02"], { mmput: "unsupported" }),
  quarry("slow", ["PAIR-01"], {}, { needsEveryOrder: true }),
];

test("the first scenario that fails kills; what passes survives; a fault is no kill", async () => {
  const found = await hunt(QUARRIES, { suite: await toySuite(), scenarios: toyLaw.scenarios });
  assert.deepEqual(
    found.map(({ id, verdict, kills }) => [
      id,
      verdict,
      kills.map(({ scenario, profile }) => `${scenario} ${profile}`),
    ]),
    [
      ["liar", "killed", ["PAIR-01.1 v6.12"]],
      ["twin", "killed", ["PAIR-01.2/T2 v6.12"]],
      ["good", "survived", []],
      ["mute", "survived", []],
      ["slow", "needs every order", []],
    ],
  );
  assert.deepEqual(
    found.map(({ tried }) => tried),
    [1, 3, 8, 3, 0],
  );
  assert.match(found[3]?.broken[0] ?? "", /mmput is not offered/);
});

test("with all, every scenario of the rules is run", async () => {
  const suite = await toySuite();
  const [liar] = await hunt(QUARRIES.slice(0, 1), { suite, scenarios: toyLaw.scenarios, all: true });
  assert.deepEqual([liar?.tried, liar?.kills.length], [8, 8]);
});
