import { arm64Mutants } from "./arm64.ts";
import { changePteMutants } from "./change-pte.ts";
import { changePteDeviceMutants } from "./change-pte-devices.ts";
import { changePteResultMutants } from "./change-pte-result.ts";
import { deviceMutants } from "./devices.ts";
import { eventMutants } from "./events.ts";
import { intervalMutants } from "./interval.ts";
import { kvmMutants } from "./kvm.ts";
import { mmMutants } from "./mm.ts";
import { type Mutant, toMutant } from "./mutant.ts";
import { odpMutants } from "./odp.ts";
import { pairingMutants } from "./pairing.ts";
import { pendingRemovalMutants } from "./pending-removal.ts";
import { posted2019Mutants } from "./posted-2019.ts";
import { rangeTrackingMutants } from "./range-tracking.ts";
import { rangeTrackingCallerMutants } from "./range-tracking-callers.ts";
import { rangeTrackingDeviceMutants } from "./range-tracking-devices.ts";
import { refusalMutants } from "./refusal.ts";
import { registrationMutants } from "./registration.ts";
import { releaseMutants } from "./release.ts";
import { secondaryTlbMutants } from "./secondary-tlb.ts";
import { smmuMutants } from "./smmu.ts";
import { tlbNotifierMutants } from "./tlb-notifier.ts";
import { updateMutants } from "./update.ts";

/** Every mutant, by group. */
export const MUTANTS: readonly Mutant[] = [
  ...pairingMutants,
  ...refusalMutants,
  ...rangeTrackingMutants,
  ...rangeTrackingCallerMutants,
  ...rangeTrackingDeviceMutants,
  ...registrationMutants,
  ...intervalMutants,
  ...releaseMutants,
  ...pendingRemovalMutants,
  ...updateMutants,
  ...posted2019Mutants,
  ...mmMutants,
  ...changePteMutants,
  ...changePteResultMutants,
  ...changePteDeviceMutants,
  ...eventMutants,
  ...secondaryTlbMutants,
  ...tlbNotifierMutants,
  ...deviceMutants,
  ...odpMutants,
  ...kvmMutants,
  ...arm64Mutants,
  ...smmuMutants,
].map(toMutant);
