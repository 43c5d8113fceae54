import { render } from "preact-render-to-string";
import type { Report } from "../port/generated/documents.ts";
import { visibleLine } from "./visible.ts";

const LABEL = "mmuspec";
const GOOD = "#2da44e";
const BAD = "#cf222e";
const OPEN = "#9a6700";

/** Pixels of a text in the badge's font; a little generous, `textLength` makes it exact. */
function widthOf(text: string): number {
  return Math.round(text.length * 6.6);
}

function message({ rules, rulesClaimed = 0, rulesTotal = 0, exitCode }: Report): [words: string, colour: string] {
  const violated = rules.filter(({ verdict }) => verdict === "violates" || verdict === "unstable").length;
  if (exitCode === 3) return ["implementation fault", BAD];
  if (violated > 0) return [`${violated} of ${rulesClaimed} rules violated`, BAD];
  if (exitCode !== 0) return ["undecided", OPEN];
  return [`${rulesClaimed} of ${rulesTotal} rules`, GOOD];
}

function Half({ at, width, text, fill }: { at: number; width: number; text: string; fill: string }) {
  return (
    <g>
      <rect x={at} width={width} height="20" fill={fill} />
      <text x={at + width / 2} y="14" text-anchor="middle" textLength={width - 12}>
        {text}
      </text>
    </g>
  );
}

/** The verdict as a small picture for a README. "Conforms" never stands alone: it says of how many rules. */
export function badge(report: Report): string {
  const [words, colour] = message(report);
  const text = visibleLine(words);
  const [left, right] = [widthOf(LABEL) + 12, widthOf(text) + 12];
  const title = `${LABEL}: ${text}`;
  return `${render(
    <svg xmlns="http://www.w3.org/2000/svg" width={left + right} height="20" role="img" aria-label={title}>
      <title>{title}</title>
      <clipPath id="r">
        <rect width={left + right} height="20" rx="3" />
      </clipPath>
      <g clip-path="url(#r)" fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">
        <Half at={0} width={left} text={LABEL} fill="#24292f" />
        <Half at={left} width={right} text={text} fill={colour} />
      </g>
    </svg>,
  )}\n`;
}
