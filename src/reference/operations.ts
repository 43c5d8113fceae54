import type { Coroutine } from "../kernel/point.ts";
import type { TraceValue } from "../kernel/trace.ts";
import { isOperation, OPERATIONS, type OperationName, type OperationRow } from "../port/operation.ts";
import { PortError } from "../port/port-error.ts";
import { expandProfiles, type Profile } from "../port/profile.ts";
import type { Arguments } from "./arguments.ts";
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

/** Operations that came with a version. */
function isOffered(world: World, op: OperationName): boolean {
  const { policy, profile } = world.machine;
  const { profiles }: OperationRow = OPERATIONS[op];
  if (profiles !== undefined && expandProfiles(profiles)?.includes(profile as Profile) !== true) return false;
  if (["get", "get_locked", "put", "synchronize"].includes(op)) return policy.getput;
  if (["interval_insert_safe", "interval_update"].includes(op)) return policy.intervalRelease;
  if (/^(interval_|mirror_|read_|check_retry|register_null|preset_seq)/.test(op)) return policy.intervals;
  if (/^(range|gpu)_/.test(op)) return policy.tracksRanges;
  if (op === "set_pte_at_notify") return policy.changePte;
  if (op === "invalidate_page") return policy.invalidatePage;
  if (op === "invalidate_page_if_missing_change_pte") return policy.tellsMissing;
  if (op === "invalidate_range_start_nonblock") return policy.hasFlags;
  if (op.startsWith("tlb_")) return policy.secondary.ownKind;
  if (/^walker_/.test(op)) return policy.secondary.callback !== undefined;
  if (op === "oom_reap" || op === "process_mrelease") return world.machine.memory.policy.reaper;
  return true;
}
