import type { Sequence, SequenceItem } from "../port/generated/documents.ts";
import { visibleLine } from "./visible.ts";

/** What all columns share, and the least that one gets. */
const LINE = 120;
const NARROWEST = 16;

/** One line of the diagram, as characters that can be written over. */
class Line {
  private readonly characters: string[];

  constructor(
    private readonly columns: number,
    private readonly width: number,
    private readonly whole: number,
    waiting: ReadonlySet<number>,
  ) {
    this.characters = new Array<string>(columns * width).fill(" ");
    // A lifeline is dotted while its thread waits.
    for (let column = 0; column < columns; column += 1) this.put(column * width, waiting.has(column) ? ":" : "|");
  }

  private put(at: number, text: string): void {
    for (const [offset, character] of [...text].entries()) this.characters[at + offset] = character;
  }

  /** Text beside a lifeline, up to the next one. */
  write(column: number, text: string): void {
    const room =
      column === this.columns - 1 ? Math.max(NARROWEST, this.whole - column * this.width - 2) : this.width - 3;
    const shown = [...visibleLine(text)];
    this.put(column * this.width + 2, shown.length <= room ? shown.join("") : `${shown.slice(0, room - 1).join("")}…`);
  }

  /** An arrow between two lifelines. */
  arrow(from: number, to: number, stroke: string): void {
    const [left, right] = from < to ? [from, to] : [to, from];
    const first = left * this.width + 1;
    const length = (right - left) * this.width - 1;
    const body = stroke.repeat(length).slice(0, length - 1);
    this.put(first, from < to ? `${body}>` : `<${body}`);
  }

  toString(): string {
    return this.characters.join("").trimEnd();
  }
}

/** Draws a sequence diagram with characters. */
class Drawing {
  private readonly waiting = new Set<number>();
  private readonly width: number;

  constructor(
    private readonly names: readonly string[],
    private readonly whole: number,
  ) {
    this.width = Math.max(NARROWEST, Math.floor(whole / names.length));
  }

  head(): string[] {
    const cells = this.names.map((name) => visibleLine(name, this.width - 2).padEnd(this.width));
    return [cells.join("").trimEnd(), this.line().toString()];
  }

  private line(): Line {
    return new Line(this.names.length, this.width, this.whole, this.waiting);
  }

  row({ kind, text }: SequenceItem, thread: number, subscriber: number): string {
    if (kind === "unblocked") this.waiting.delete(thread);
    const line = this.line();
    if (kind === "blocked") this.waiting.add(thread);
    if (kind === "callback") line.arrow(thread, subscriber, "-");
    if (kind === "callback_exit") line.arrow(subscriber, thread, "- ");
    line.write(kind.startsWith("callback") ? subscriber : thread, text);
    return line.toString();
  }
}

/**
 * A sequence diagram as lines of text: a column for each thread and each subscriber, arrows for callbacks.
 *
 * @param width - what all columns share
 */
export function sequenceText({ threads, subscribers, items }: Sequence, width = LINE): string[] {
  const names = [...threads, ...subscribers];
  if (names.length === 0) return [];
  const drawing = new Drawing(names, width);
  const head = drawing.head();
  const rows = items.map((item) => {
    const subscriber = item.subscriber === undefined ? -1 : threads.length + subscribers.indexOf(item.subscriber);
    return drawing.row(item, threads.indexOf(item.thread), subscriber);
  });
  return [...head, ...rows];
}
