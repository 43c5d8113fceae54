/** One thing that a source document says or does, and the rules that were drawn from it. */
export interface Statement {
  /** Where it stands: a paragraph, a mail of the thread, a hunk, a function. */
  readonly where: string;
  /** What it says, in our own words. */
  readonly says: string;
  /** The rules that it became. */
  readonly rules: readonly string[];
}

/** One of the source documents, statement by statement in its own order. */
export interface SourcePage {
  /** Its file name, as rules cite it. */
  readonly file: string;
  readonly title: string;
  readonly by: string;
  /** The profiles that stand for it. */
  readonly profiles: readonly string[];
  /** What became of it. */
  readonly fate: string;
  readonly statements: readonly Statement[];
}
