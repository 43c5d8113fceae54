import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { hex } from "../ranges.ts";

function atAddress(op: OperationName, more: Readonly<Record<string, unknown>> = {}) {
  return ({ world, mm }: PhraseContext, [at = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, address: hex(world.range(at).start), ...more },
  });
}

/** A shadow device of one of its kinds: which flag of shadow_create it is. */
function shadow(flag: string) {
  return ({ mm }: PhraseContext, [mirror]: readonly string[]): PlannedCall => ({
    op: "shadow_create",
    args: { mirror, mm, [flag]: true },
  });
}

addPhrases([
  { says: 'set_pte_at_notify ""', plan: atAddress("set_pte_at_notify") },
  { says: 'set_pte_at_notify "" to write', plan: atAddress("set_pte_at_notify", { write: true }) },
  { says: 'invalidate_page_if_missing_change_pte ""', plan: atAddress("invalidate_page_if_missing_change_pte") },
  { says: 'ksm_write_protect ""', plan: atAddress("ksm_write_protect") },
  {
    says: 'ksm_merge "" into ""',
    plan: ({ world, mm }, [at = "", into = ""]) => ({
      op: "ksm_merge",
      args: { mm, address: hex(world.range(at).start), into: hex(world.range(into).start) },
    }),
  },
  { says: 'uprobe_replace ""', plan: atAddress("uprobe_replace") },
  { says: 'shadow_create "" with change_pte', plan: shadow("change_pte") },
  { says: 'shadow_create "" for ranges only', plan: shadow("ranges_only") },
  { says: 'shadow_create "" that waits', plan: shadow("waits") },
]);
