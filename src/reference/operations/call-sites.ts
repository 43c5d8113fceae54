import { PAGE_SIZE } from "../../kernel/page.ts";
import { type Arguments, addressOf, countOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";

function span(world: World, args: Arguments) {
  return [world.mm(nameOf(args, "mm")), addressOf(args, "start"), addressOf(args, "end")] as const;
}

function place(world: World, args: Arguments) {
  return [world.mm(nameOf(args, "mm")), addressOf(args, "address")] as const;
}

/** The operations of the call-site table beyond the everyday ones. */
export const callSiteOperations = {
  *madvise_free(world, args) {
    return yield* world.machine.operations.madviseFree.run(...span(world, args));
  },
  *mremap(world, args) {
    const [mm, start, end] = span(world, args);
    const move = { start, end, to: addressOf(args, "to") };
    return yield* world.machine.operations.mremap.run(mm, move, args.keep === true);
  },
  *mm_clear_refs(world, args) {
    return yield* world.machine.operations.softDirty.run(world.mm(nameOf(args, "mm")));
  },
  *numa_hint(world, args) {
    return yield* world.machine.operations.numaHint.run(...span(world, args));
  },
  *userfaultfd_wp(world, args) {
    return yield* world.machine.operations.userfaultfdWp.run(...span(world, args));
  },
  *userfaultfd_move(world, args) {
    return yield* world.machine.operations.userfaultfdMove.run(...span(world, args), addressOf(args, "to"));
  },
  *pagemap_scan_wp(world, args) {
    return yield* world.machine.operations.pagemapScan.run(...span(world, args));
  },
  *thp_collapse(world, args) {
    return yield* world.machine.operations.thpCollapse.run(...place(world, args));
  },
  *reclaim_page(world, args) {
    return yield* world.machine.operations.rmapUnmap.run(...place(world, args));
  },
  *migrate_page(world, args) {
    return yield* world.machine.operations.rmapMigrate.run(...place(world, args));
  },
  *page_mkclean(world, args) {
    return yield* world.machine.operations.mkclean.run(...place(world, args));
  },
  *wp_shared_mapping(world, args) {
    return yield* world.machine.operations.dirtyHelpers.run(...span(world, args));
  },
  *pud_split(world, args) {
    return yield* world.machine.operations.pudSplit.run(...place(world, args));
  },
  *hugetlb_unshare(world, args) {
    return yield* world.machine.operations.hugetlbUnshare.run(...place(world, args));
  },
  *remap_file_pages(world, args) {
    const offset = BigInt(countOf(args, "offset")) * PAGE_SIZE;
    return yield* world.machine.operations.remapFilePages.run(...span(world, args), offset);
  },
  *mirror_migrate(world, args) {
    const mirror = world.devices.mirror(nameOf(args, "mirror"));
    return yield* mirror.migrate(addressOf(args, "start"), addressOf(args, "end"));
  },
  *mirror_make_exclusive(world, args) {
    return yield* world.devices.mirror(nameOf(args, "mirror")).makeExclusive(addressOf(args, "address"));
  },
} as const satisfies Record<string, OperationRunner>;
