import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFECTS } from "../catalogue/defects.ts";
import { MUTANTS } from "./mutants.ts";

test("Every known defect is shown by mutants that there are, and that break the rules it breaks", () => {
  for (const { what, rules, mutants, note = "" } of DEFECTS) {
    assert.ok(mutants.length > 0, what);
    const broken = mutants.flatMap((id) => {
      const mutant = MUTANTS.find((candidate) => candidate.id === id);
      assert.ok(mutant, `${what}: there is no mutant ${id}`);
      return mutant.violates;
    });
    // What no mutant breaks is named by the note, which says why.
    for (const rule of rules) {
      const shown = broken.includes(rule) || note.includes(rule);
      assert.ok(shown, `${what}: neither ${mutants.join(", ")} nor a note is about ${rule}`);
    }
  }
});
