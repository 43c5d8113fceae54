import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { hex, sectionOf } from "../ranges.ts";

function overRange(op: OperationName) {
  return ({ world, mm }: PhraseContext, [range = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, ...sectionOf(world.range(range)) },
  });
}

function atAddress(op: OperationName) {
  return ({ world, mm }: PhraseContext, [at = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, address: hex(world.range(at).start) },
  });
}

/** From a range to where another one begins. */
function moving(op: OperationName, extra: Readonly<Record<string, unknown>> = {}) {
  return ({ world, mm }: PhraseContext, [from = "", to = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, ...sectionOf(world.range(from)), to: hex(world.range(to).start), ...extra },
  });
}

const OVER_A_RANGE = ["madvise_free", "numa_hint", "userfaultfd_wp", "pagemap_scan_wp", "wp_shared_mapping"] as const;
const AT_AN_ADDRESS = [
  "thp_collapse",
  "reclaim_page",
  "migrate_page",
  "page_mkclean",
  "pud_split",
  "hugetlb_unshare",
] as const;

addPhrases([
  ...OVER_A_RANGE.map((op) => ({ says: `${op} ""`, plan: overRange(op) })),
  ...AT_AN_ADDRESS.map((op) => ({ says: `${op} ""`, plan: atAddress(op) })),
  { says: 'mremap "" to ""', plan: moving("mremap") },
  { says: 'mremap "" to "" and keep the old VMA', plan: moving("mremap", { keep: true }) },
  { says: 'userfaultfd_move "" to ""', plan: moving("userfaultfd_move") },
  { says: "mm_clear_refs", plan: ({ mm }) => ({ op: "mm_clear_refs", args: { mm } }) },
  {
    says: 'remap_file_pages "" to page <>',
    plan: ({ world, mm }, [range = "", offset]) => ({
      op: "remap_file_pages",
      args: { mm, ...sectionOf(world.range(range)), offset: Number(offset) },
    }),
  },
  {
    says: 'mirror_migrate "" of ""',
    plan: ({ world }, [range = "", mirror]) => ({
      op: "mirror_migrate",
      args: { mirror, ...sectionOf(world.range(range)) },
    }),
  },
  {
    says: 'mirror_make_exclusive "" at ""',
    plan: ({ world }, [mirror, at = ""]) => ({
      op: "mirror_make_exclusive",
      args: { mirror, address: hex(world.range(at).start) },
    }),
  },
]);
