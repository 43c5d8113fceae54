import type { IFilterablePickle } from "./cucumber-types.ts";

/** Replaces the pickles that cucumber found by those that are to run. */
export type ExpandPickles = (pickles: readonly IFilterablePickle[]) => IFilterablePickle[];

interface Context {
  readonly options: { readonly expandPickles?: ExpandPickles };
  transform(event: "pickles:filter", transformer: ExpandPickles): void;
}

/** The cucumber plugin of `mmuspec run`: one pickle a (scenario, profile) pair, in one cucumber run. */
export default {
  type: "plugin",
  coordinator({ options, transform }: Context): void {
    if (options.expandPickles !== undefined) transform("pickles:filter", options.expandPickles);
  },
};
