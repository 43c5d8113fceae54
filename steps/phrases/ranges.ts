import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { sectionOf } from "../ranges.ts";

function over(op: OperationName) {
  return ({ world, mm }: PhraseContext, [range = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, ...sectionOf(world.range(range)) },
  });
}

addPhrases([
  { says: 'is_valid ""', plan: over("range_is_valid") },
  {
    says: "is_valid from <> to <>",
    plan: ({ mm }, [start, end]) => ({ op: "range_is_valid", args: { mm, start, end } }),
  },
  { says: 'wait_valid ""', plan: over("range_wait_valid") },
]);
