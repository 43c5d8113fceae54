import type { OperationRow } from "./operation-row.ts";
import { ADDRESS_SPACE_OPERATIONS } from "./operations/address-space.ts";
import { CALL_SITE_OPERATIONS } from "./operations/call-sites.ts";
import { DEVICE_OPERATIONS } from "./operations/devices.ts";
import { FAULT_OPERATIONS } from "./operations/faults.ts";
import { GPU_OPERATIONS } from "./operations/gpu.ts";
import { INTERVAL_OPERATIONS } from "./operations/intervals.ts";
import { KVM_OPERATIONS } from "./operations/kvm.ts";
import { MEMORY_OPERATIONS } from "./operations/memory.ts";
import { ODP_OPERATIONS } from "./operations/odp.ts";
import { PAGE_NOTICE_OPERATIONS } from "./operations/page-notices.ts";
import { PROCESS_OPERATIONS } from "./operations/processes.ts";
import { RANGE_OPERATIONS } from "./operations/ranges.ts";
import { REGISTRATION_OPERATIONS } from "./operations/registration.ts";
import { SECONDARY_TLB_OPERATIONS } from "./operations/secondary-tlb.ts";
import { SECTION_OPERATIONS } from "./operations/sections.ts";
import { SVA_OPERATIONS } from "./operations/sva.ts";
import { TLB_NOTIFIER_OPERATIONS } from "./operations/tlb-notifier.ts";
import { UPGRADE_OPERATIONS } from "./operations/upgrades.ts";

export type { OperationRow, ParameterKind, ResultKind } from "./operation-row.ts";

/**
 * The operation table: the single place that says what a thread can be told to do. The schema,
 * the protocol document and the stubs of adapters come from it.
 */
export const OPERATIONS = {
  ...ADDRESS_SPACE_OPERATIONS,
  ...SECTION_OPERATIONS,
  ...REGISTRATION_OPERATIONS,
  ...INTERVAL_OPERATIONS,
  ...RANGE_OPERATIONS,
  ...MEMORY_OPERATIONS,
  ...PAGE_NOTICE_OPERATIONS,
  ...CALL_SITE_OPERATIONS,
  ...DEVICE_OPERATIONS,
  ...GPU_OPERATIONS,
  ...PROCESS_OPERATIONS,
  ...ODP_OPERATIONS,
  ...SECONDARY_TLB_OPERATIONS,
  ...TLB_NOTIFIER_OPERATIONS,
  ...KVM_OPERATIONS,
  ...UPGRADE_OPERATIONS,
  ...SVA_OPERATIONS,
  ...FAULT_OPERATIONS,
} as const satisfies Readonly<Record<string, OperationRow>>;

export type OperationName = keyof typeof OPERATIONS;

/** Table order. */
export const operationNames = Object.keys(OPERATIONS) as OperationName[];

/** True for a name in the operation table. */
export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}
