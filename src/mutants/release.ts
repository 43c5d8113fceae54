import type { MutantRow } from "./mutant.ts";
import { releaseCallbackMutants } from "./release-callback.ts";
import { releaseRemoveMutants } from "./release-remove.ts";

/** Wrong implementations of the release callback of interval notifiers. */
export const releaseMutants: readonly MutantRow[] = [...releaseCallbackMutants, ...releaseRemoveMutants];
