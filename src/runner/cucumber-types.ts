import type { GherkinDocument, Location, Pickle } from "@cucumber/messages";

/** What cucumber hands to the filter of a plugin (its own type is not exported). */
export interface IFilterablePickle {
  readonly pickle: Pickle;
  readonly gherkinDocument: GherkinDocument;
  readonly location: Location;
}
