import type { State } from "./model.ts";

/** Larger tables are made when this part of one is taken. */
const FULL = 0.5;

/** States, each once, side by side in one array; found again by a hash table of their places. */
export class StateSet {
  size = 0;
  private numbers: Uint16Array;
  /** The place of a state plus one; 0 where there is none. */
  private table = new Int32Array(1 << 12);

  constructor(private readonly width: number) {
    this.numbers = new Uint16Array(width << 10);
  }

  /** Adds a state; false if it is there already. */
  add(state: State): boolean {
    if (this.size >= this.table.length * FULL) this.grow();
    const { table } = this;
    const mask = table.length - 1;
    let slot = this.hash(state) & mask;
    for (let place = table[slot] ?? 0; place !== 0; place = table[slot] ?? 0) {
      if (this.isAt(place - 1, state)) return false;
      slot = (slot + 1) & mask;
    }
    this.store(state);
    table[slot] = this.size;
    return true;
  }

  /** Copies a state out. */
  read(place: number, into: State): void {
    const { numbers, width } = this;
    const start = place * width;
    for (let at = 0; at < width; at += 1) into[at] = numbers[start + at] ?? 0;
  }

  private store(state: State): void {
    const { width } = this;
    const start = this.size * width;
    if (start + width > this.numbers.length) {
      const larger = new Uint16Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    const { numbers } = this;
    for (let at = 0; at < width; at += 1) numbers[start + at] = state[at] ?? 0;
    this.size += 1;
  }

  private isAt(place: number, state: State): boolean {
    const { numbers, width } = this;
    const start = place * width;
    for (let at = 0; at < width; at += 1) if (numbers[start + at] !== state[at]) return false;
    return true;
  }

  private hash(state: State): number {
    let hash = 0;
    for (let at = 0; at < this.width; at += 1) hash = Math.imul(hash ^ (state[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    return (hash ^ (hash >>> 13)) >>> 0;
  }

  private grow(): void {
    const table = new Int32Array(this.table.length * 2);
    const mask = table.length - 1;
    const state: State = [];
    for (let place = 0; place < this.size; place += 1) {
      this.read(place, state);
      let slot = this.hash(state) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = place + 1;
    }
    this.table = table;
  }
}
