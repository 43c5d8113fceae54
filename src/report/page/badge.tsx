import type { Verdict } from "../../port/generated/documents.ts";
import { visibleLine } from "../visible.ts";
import { markOf } from "./verdict-marks.ts";

/** What is said of an implementation that was not asked. */
export const NOT_ASKED = { word: "not asked", sign: "·", tone: "none" } as const;

interface BadgeOf {
  readonly verdict: Verdict | undefined;
  /** Whose verdict it is, where there are several implementations. */
  readonly label?: string | undefined;
  /** Show the label instead of only saying it. */
  readonly shown?: boolean;
}

/** A verdict as a sign and a word, in its colour. */
export function Badge({ verdict, label, shown = false }: BadgeOf) {
  const { tone, sign } = verdict === undefined ? NOT_ASKED : markOf(verdict);
  const whose = label === undefined ? null : <bdi class={shown ? "whose" : "hidden"}>{visibleLine(label)}: </bdi>;
  return (
    <span class={`badge ${tone}`}>
      {whose}
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{" "}
      <span class="word">{verdict ?? NOT_ASKED.word}</span>
    </span>
  );
}
