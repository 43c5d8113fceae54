/** The last bytes of a stream, and how many there were. */
export class ByteTail {
  #kept: Buffer = Buffer.alloc(0);
  #total = 0;

  constructor(private readonly capacity: number) {}

  /** All bytes ever taken. */
  get total(): number {
    return this.#total;
  }

  push(chunk: Buffer): void {
    this.#total += chunk.length;
    const both = chunk.length >= this.capacity ? chunk : Buffer.concat([this.#kept, chunk]);
    // A copy: a slice would keep the whole chunk alive.
    this.#kept = Buffer.from(both.subarray(Math.max(0, both.length - this.capacity)));
  }

  /** The kept bytes as text; one line says how many were dropped. */
  text(): string {
    const dropped = this.#total - this.#kept.length;
    return `${dropped > 0 ? `… (${dropped} bytes before)\n` : ""}${this.#kept.toString("utf8")}`;
  }
}
