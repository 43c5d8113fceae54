import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFECTS } from "../catalogue/defects.ts";
import { MUTANTS } from "./mutants.ts";

test("Every known defect is shown by mutants that there are, and that break the rules it breaks", () => {
  for (const { what, rules, mutants } of DEFECTS) {
    assert.ok(mutants.length > 0, what);
    const broken = mutants.flatMap((id) => {
      const mutant = MUTANTS.find((candidate) => candidate.id === id);
      assert.ok(mutant, `${what}: there is no mutant ${id}`);
      return mutant.violates;
    });
    assert.ok(
      rules.some((rule) => broken.includes(rule)),
      `${what}: ${mutants.join(", ")} break none of ${rules.join(", ")}`,
    );
  }
});
