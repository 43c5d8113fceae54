import type { DataTable } from "@cucumber/cucumber";
import { Mismatch } from "../src/runner/mismatch.ts";
import { sayValue } from "../src/runner/say-value.ts";
import { stimulus } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

stimulus("{thread} calls {}", async function (thread: string, text: string) {
  await this.call(thread, text);
});

stimulus("the gate {string} opens", async function (gate: string) {
  await this.openGate(gate);
});

stimulus("{thread} goes on from the point {string}", async function (thread: string, point: string) {
  await this.openGate(`${thread}/${point}`);
});

/** One cell of a thread table: an operation, and what is expected of it. */
interface Cell {
  readonly thread: string;
  readonly text: string;
  readonly expected: string | undefined;
}

/**
 * A cell is `operation`, `operation -> expectation`, `-> expectation`, or the seeds' own
 * `invalidate "A"...` (opens the section and holds it) and `...ends`.
 */
function readCell(thread: string, cell: string): Cell {
  const [left = "", expected] = cell.split(/\s*->\s*/);
  return { thread, text: left.trim(), expected };
}

function openings(world: SpecWorld, thread: string): string[] {
  return world.held.sectionsOf(thread);
}

/** Carries out one cell's operation. */
async function act(world: SpecWorld, { thread, text }: Cell): Promise<void> {
  const held = /^invalidate (.*)\.\.\.$/.exec(text);
  if (text === "...ends") {
    const [last] = openings(world, thread).slice(-1);
    if (last === undefined) throw new Error(`${thread} has no open section to end`);
    await world.call(thread, `end "${last}"`);
  } else if (held !== null) {
    await world.call(thread, `start ${held[1] ?? ""}`);
  } else if (text.startsWith("open ")) {
    await world.openGate(text.slice(5).replaceAll('"', ""));
  } else if (text !== "") {
    await world.call(thread, text);
  }
}

/** Compares what became of a thread with what its cell expects: blocks, returns, or a value. */
function verify(world: SpecWorld, { thread, expected }: Cell, where: string): void {
  const blocked = world.isBlocked(thread);
  const returned = world.rowReturned(thread);
  const observed = blocked
    ? `${thread} is ${world.sayBlocked(thread)}`
    : `${thread} returned ${returned === undefined ? "nothing in this row" : sayValue(returned.result)}`;
  if (expected === "blocks" ? blocked : expected === "returns" ? returned !== undefined && !blocked : false) return;
  const value = returned !== undefined && !blocked && sayValue(returned.result) === expected;
  const wanted = expected === "blocks" || expected === "returns" ? expected : `returns ${expected}`;
  if (!value) throw new Mismatch(`${thread} ${wanted} ${where}`, observed);
}

/** A call without an expectation must come back: a thread table says where a thread blocks. */
function expectationOf(cell: Cell): Cell {
  return cell.expected === undefined && cell.text !== "" && !cell.text.startsWith("open ")
    ? { ...cell, expected: "returns" }
    : cell;
}

stimulus("the threads take these steps in order:", async function (table: DataTable) {
  const [threads = [], ...rows] = table.raw();
  for (const [index, row] of rows.entries()) {
    const cells = row.map((cell, column) => readCell(threads[column] ?? "", cell));
    this.beginRow();
    for (const cell of cells) await act(this, cell);
    const where = `in row ${index + 1} (${row.filter((cell) => cell !== "").join(" | ")})`;
    for (const cell of cells.map(expectationOf)) if (cell.expected !== undefined) verify(this, cell, where);
  }
});
