import { createHash } from "node:crypto";

/** Names that belong to the protocol or the kernel: the address space that `reset` makes, and its locks. */
const FIXED: ReadonlySet<string> = new Set([
  "mm",
  "mmap_lock",
  "rmap_lock",
  "page_table_lock",
  "subscriptions",
  "umem_rwsem",
  "umem_mutex",
  "none",
]);

const LETTERS = 8;
const DISGUISED = /\b[a-z]{8}\b/g;

function invent(seed: number, name: string, attempt: number): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([seed, name, attempt]))
    .digest();
  return Array.from(hash.subarray(0, LETTERS), (byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** `table#1` is the first object of `table`: the number stays. */
function split(name: string): [base: string, number: string] {
  const match = /^(.+)(#\d+)$/s.exec(name);
  return match === null ? [name, ""] : [match[1] ?? "", match[2] ?? ""];
}

/** Gives every name of the suite another one, which follows from the seed. */
export class NameDisguise {
  readonly #made = new Map<string, string>();
  readonly #original = new Map<string, string>();

  constructor(private readonly seed: number) {}

  /** The disguise of a name; what is none stays. */
  hide<T>(name: T): T | string {
    if (typeof name !== "string") return name;
    const [base, number] = split(name);
    return FIXED.has(base) ? name : this.#disguise(base) + number;
  }

  /**
   * What a name of the implementation stands for. Its own words stay; one that the suite uses
   * and did not send is marked with `?`, so that an answer learnt by rote does not pass.
   */
  show<T>(name: T): T | string {
    if (typeof name !== "string") return name;
    const [base, number] = split(name);
    const original = this.#original.get(base);
    if (original !== undefined) return original + number;
    return this.#made.has(base) ? `?${name}` : name;
  }

  /** A text of the implementation, with the names as the suite knows them. */
  showText<T>(text: T): T | string {
    if (typeof text !== "string") return text;
    return text.replace(DISGUISED, (word) => this.#original.get(word) ?? word);
  }

  #disguise(base: string): string {
    const known = this.#made.get(base);
    if (known !== undefined) return known;
    let attempt = 0;
    let made = invent(this.seed, base, attempt);
    while (this.#original.has(made) || made === base) made = invent(this.seed, base, ++attempt);
    this.#made.set(base, made);
    this.#original.set(made, base);
    return made;
  }
}
