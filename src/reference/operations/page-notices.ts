import { addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** set_pte_at_notify and its notice by themselves, and KSM and uprobes, which use them. */
export const pageNoticeOperations = {
  *set_pte_at_notify(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    const { operations, policy } = world.machine;
    const result = yield* operations.barePte.run(mm, addressOf(args, "address"), args.write === true);
    return typeof result === "string" || policy.tellsMissing ? result : null;
  },
  *invalidate_page(world, args) {
    yield* world.machine.notices.invalidatePage(world.mm(nameOf(args, "mm")), addressOf(args, "address"));
    return null;
  },
  *invalidate_page_if_missing_change_pte(world, args) {
    yield* world.machine.notices.invalidatePageIfMissingChangePte(
      world.mm(nameOf(args, "mm")),
      addressOf(args, "address"),
    );
    return null;
  },
  *ksm_write_protect(world, args) {
    return yield* world.machine.operations.ksm.writeProtect(world.mm(nameOf(args, "mm")), addressOf(args, "address"));
  },
  *ksm_merge(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    return yield* world.machine.operations.ksm.merge(mm, addressOf(args, "address"), addressOf(args, "into"));
  },
  *uprobe_replace(world, args) {
    return yield* world.machine.operations.uprobe.run(world.mm(nameOf(args, "mm")), addressOf(args, "address"));
  },
} as const satisfies Record<string, OperationRunner>;
