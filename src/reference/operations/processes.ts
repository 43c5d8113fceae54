import { nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** Processes. */
export const processOperations = {
  *process_exec(world, args) {
    yield* world.machine.processes.exec(world.mm(nameOf(args, "mm")), world.addMm(nameOf(args, "child")));
    return null;
  },
  *process_exit(world, args) {
    yield* world.machine.processes.exit(world.mm(nameOf(args, "mm")));
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
