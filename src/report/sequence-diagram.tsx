import { render } from "preact-render-to-string";
import type { Sequence, SequenceItem } from "../port/generated/documents.ts";
import { visibleLine } from "./visible.ts";

const COLUMN = 230;
const ROW = 26;
const MARGIN = 24;
const HEAD = 34;
/** Characters of a label that fit into a column. */
const FIT = 33;

/** Where things stand. */
interface Layout {
  readonly names: readonly string[];
  x(name: string): number;
  y(row: number): number;
  readonly width: number;
  readonly height: number;
}

function layoutOf({ threads, subscribers, items }: Sequence): Layout {
  // A thread and a subscriber may have the same name.
  const names = [...threads.map((name) => `t ${name}`), ...subscribers.map((name) => `s ${name}`)];
  return {
    names,
    x: (name) => MARGIN + Math.max(0, names.indexOf(name)) * COLUMN,
    y: (row) => HEAD + ROW * (row + 1),
    width: MARGIN * 2 + COLUMN * Math.max(1, names.length),
    height: HEAD + ROW * (items.length + 1),
  };
}

function Label({ x, y, text, kind }: { x: number; y: number; text: string; kind: string }) {
  const whole = visibleLine(text);
  const characters = [...whole];
  const shown = characters.length <= FIT ? whole : `${characters.slice(0, FIT - 1).join("")}…`;
  return (
    <text x={x} y={y} class={kind}>
      {shown === whole ? null : <title>{whole}</title>}
      {shown}
    </text>
  );
}

function Lifeline({ name, layout }: { name: string; layout: Layout }) {
  const x = layout.x(name);
  return (
    <g>
      <Label x={x - 8} y={HEAD - 12} text={name.slice(2)} kind="name" />
      <line x1={x} y1={HEAD} x2={x} y2={layout.height} class="life" />
    </g>
  );
}

function Arrow({ from, to, y, dashed }: { from: number; to: number; y: number; dashed: boolean }) {
  const tip = from < to ? -7 : 7;
  return (
    <g>
      <line x1={from} y1={y} x2={to} y2={y} class={dashed ? "answer" : "call"} />
      <path d={`M ${to} ${y} l ${tip} -4 v 8 z`} class="tip" />
    </g>
  );
}

function Item({ item, row, layout }: { item: SequenceItem; row: number; layout: Layout }) {
  const y = layout.y(row);
  const thread = layout.x(`t ${item.thread}`);
  if (item.subscriber === undefined) return <Label x={thread + 9} y={y} text={item.text} kind={item.kind} />;
  const subscriber = layout.x(`s ${item.subscriber}`);
  const answers = item.kind === "callback_exit";
  return (
    <g>
      <Arrow from={answers ? subscriber : thread} to={answers ? thread : subscriber} y={y - 4} dashed={answers} />
      <Label x={subscriber + 9} y={y} text={item.text} kind={item.kind} />
    </g>
  );
}

/** The stretch of a lifeline in which its thread does something (a call) or waits. */
interface Span {
  readonly thread: string;
  readonly from: number;
  readonly to: number;
}

/** The rows from each item of one kind to the next of the other kind in the same thread, or to the end. */
function spans({ items }: Sequence, opening: SequenceItem["kind"], closing: SequenceItem["kind"]): Span[] {
  return items.flatMap(({ kind, thread }, from) => {
    if (kind !== opening) return [];
    const end = items.findIndex((item, at) => at > from && item.kind === closing && item.thread === thread);
    return [{ thread, from, to: end < 0 ? items.length : end }];
  });
}

function Span({ span, layout, kind, half }: { span: Span; layout: Layout; kind: string; half: number }) {
  const top = layout.y(span.from) - 10;
  const x = layout.x(`t ${span.thread}`) - half;
  return <rect x={x} y={top} width={half * 2} height={layout.y(span.to) - 4 - top} class={kind} />;
}

const STYLE = `.sequence text { font: 12px system-ui, sans-serif; fill: currentColor; }
.sequence .name { font-weight: 600; } .sequence .note { font-style: italic; }
.sequence line { stroke: currentColor; } .sequence .life { opacity: .35; }
.sequence .answer { stroke-dasharray: 4 3; } .sequence .tip { fill: currentColor; }
.sequence .running { fill: currentColor; opacity: .18; } .sequence .waiting { fill: var(--bad, #c4302b); opacity: .45; }
.sequence text.blocked { fill: var(--bad, #c4302b); }`;

/** A sequence diagram: lifelines for threads and subscribers, arrows for callbacks, bars for calls and waits. */
export function SequenceDiagram({ sequence }: { sequence: Sequence }) {
  const layout = layoutOf(sequence);
  const { width, height } = layout;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      class="sequence"
      role="img"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
    >
      <title>What happened, as a sequence diagram</title>
      <style>{STYLE}</style>
      {layout.names.map((name) => (
        <Lifeline name={name} layout={layout} />
      ))}
      {spans(sequence, "call", "return").map((span) => (
        <Span span={span} layout={layout} kind="running" half={5} />
      ))}
      {spans(sequence, "blocked", "unblocked").map((span) => (
        <Span span={span} layout={layout} kind="waiting" half={3} />
      ))}
      {sequence.items.map((item, row) => (
        <Item item={item} row={row} layout={layout} />
      ))}
    </svg>
  );
}

/** The diagram as a document of its own. */
export function sequenceSvg(sequence: Sequence): string {
  return render(<SequenceDiagram sequence={sequence} />);
}
