import type { Coroutine } from "../kernel/point.ts";
import type { TraceValue } from "../kernel/trace.ts";
import { isOperation, OPERATIONS, type OperationName, type OperationRow, operationNames } from "../port/operation.ts";
import { PortError } from "../port/port-error.ts";
import { expandProfiles, type Profile } from "../port/profile.ts";
import type { Arguments } from "./arguments.ts";
import type { Machine } from "./machine.ts";
import { addressSpaceOperations } from "./operations/address-space.ts";
import { agingOperations } from "./operations/aging.ts";
import { callSiteOperations } from "./operations/call-sites.ts";
import { deviceOperations } from "./operations/devices.ts";
import { faultOperations } from "./operations/faults.ts";
import { gpuOperations } from "./operations/gpu.ts";
import { intervalOperations } from "./operations/intervals.ts";
import { kvmOperations } from "./operations/kvm.ts";
import { memoryOperations } from "./operations/memory.ts";
import { odpOperations } from "./operations/odp.ts";
import { pageNoticeOperations } from "./operations/page-notices.ts";
import { processOperations } from "./operations/processes.ts";
import { rangeOperations } from "./operations/ranges.ts";
import { registrationOperations } from "./operations/registration.ts";
import { secondaryTlbOperations } from "./operations/secondary-tlb.ts";
import { sectionOperations } from "./operations/sections.ts";
import { svaOperations } from "./operations/sva.ts";
import { tlbNotifierOperations } from "./operations/tlb-notifier.ts";
import { upgradeOperations } from "./operations/upgrades.ts";
import type { World } from "./world.ts";

/** Carries out one operation in the current thread. */
export type OperationRunner = (world: World, args: Arguments) => Coroutine<TraceValue>;

/** What the reference does for each operation of the port. */
export const RUNNERS: Readonly<Partial<Record<OperationName, OperationRunner>>> = {
  ...addressSpaceOperations,
  ...sectionOperations,
  ...registrationOperations,
  ...intervalOperations,
  ...agingOperations,
  ...faultOperations,
  ...rangeOperations,
  ...memoryOperations,
  ...pageNoticeOperations,
  ...callSiteOperations,
  ...deviceOperations,
  ...gpuOperations,
  ...processOperations,
  ...odpOperations,
  ...secondaryTlbOperations,
  ...tlbNotifierOperations,
  ...kvmOperations,
  ...upgradeOperations,
  ...svaOperations,
};

/** The operation's runner, or a refusal that says why there is none. */
export function runnerOf(world: World, op: string): OperationRunner {
  const run = isOperation(op) ? RUNNERS[op] : undefined;
  if (run === undefined || !isOperation(op)) {
    throw new PortError("unsupported", `the operation ${op} is not offered`);
  }
  if (!isOffered(world, op)) {
    throw new PortError("unsupported", `the operation ${op} does not exist in profile ${world.machine.profile}`);
  }
  return run;
}

/** Runs an operation and records its return. */
export function* runOperation(world: World, op: string, args: Arguments, nested: boolean): Coroutine {
  const result = yield* runnerOf(world, op)(world, args);
  const { kernel } = world.machine;
  kernel.emit({ event: "return", thread: kernel.current.name, op, result, ...(nested ? { nested } : {}) });
}

/** Operations that came with a version, and what of a machine tells whether it has them; the first row that fits counts. */
const CAME_WITH: readonly (readonly [RegExp, (machine: Machine) => boolean])[] = [
  [/^(get|get_locked|put|synchronize)$/, ({ policy }) => policy.getput],
  [/^interval_(insert_safe|update)$/, ({ policy }) => policy.intervalRelease],
  [/^(interval_|mirror_|read_|check_retry|register_null|preset_seq)/, ({ policy }) => policy.intervals],
  [/^(range|gpu)_/, ({ policy }) => policy.tracksRanges],
  [/^set_pte_at_notify$/, ({ policy }) => policy.changePte],
  [/^invalidate_page$/, ({ policy }) => policy.invalidatePage],
  [/^invalidate_page_if_missing_change_pte$/, ({ policy }) => policy.tellsMissing],
  [/^invalidate_range_start_nonblock$/, ({ policy }) => policy.hasFlags],
  [/^tlb_/, ({ policy }) => policy.secondary.ownKind],
  [/^walker_/, ({ policy }) => policy.secondary.callback !== undefined],
  [/^(oom_reap|process_mrelease)$/, ({ memory }) => memory.policy.reaper],
];

function always(): boolean {
  return true;
}

/** The row of each operation. */
const CONDITIONS = new Map(
  operationNames.map((op) => [op, CAME_WITH.find(([names]) => names.test(op))?.[1] ?? always] as const),
);

function isOffered({ machine }: World, op: OperationName): boolean {
  const { profiles }: OperationRow = OPERATIONS[op];
  if (profiles !== undefined && expandProfiles(profiles)?.includes(machine.profile as Profile) !== true) return false;
  return CONDITIONS.get(op)?.(machine) === true;
}
