import { AddressDisguise } from "./disguise-addresses.ts";
import { NameDisguise } from "./disguise-names.ts";
import type { Implementation, Method, Params, Result } from "./implementation.ts";
import { isOperation, OPERATIONS, type OperationRow, type ParameterKind } from "./operation.ts";
import { isPortError, PortError } from "./port-error.ts";

type Members = Readonly<Record<string, unknown>>;
type Change = (value: unknown) => unknown;

const NAMES: ReadonlySet<string> = new Set<ParameterKind>([
  "mm",
  "subscriber",
  "table",
  "range",
  "token",
  "lock",
  "mirror",
  "context",
  "umem",
  "domain",
]);

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The change for objects alone; anything else stays. */
function objects(change: (value: Members) => unknown): Change {
  return (value) => (isObject(value) ? change(value) : value);
}

/** The change for each item of a list. */
function each(change: Change): Change {
  return (value) => (Array.isArray(value) ? value.map(change) : value);
}

/** Changes the members that the table names, and keeps the others. */
function changed(object: Members, table: Readonly<Record<string, Change>>): Members {
  const members = Object.entries(object).map(([name, value]) => {
    const change = Object.hasOwn(table, name) ? table[name] : undefined;
    return [name, change === undefined ? value : change(value)];
  });
  return Object.fromEntries(members) as Members;
}

/** One disguise: the same seed always gives the same one. */
class Disguise {
  readonly #names: NameDisguise;
  readonly #addresses: AddressDisguise;
  /** The members of requests, besides the arguments of an operation. */
  readonly #request: Readonly<Record<string, Change>>;
  /** The members of answers. */
  readonly #answer: Readonly<Record<string, Change>>;

  constructor(seed: number) {
    this.#names = new NameDisguise(seed);
    this.#addresses = new AddressDisguise(seed);
    this.#request = this.#requestTable();
    this.#answer = this.#answerTable();
  }

  /** Parameters as the implementation sees them. */
  params<M extends Method>(method: M, params: Params<M>): Params<M> {
    if (method === "reset") this.#addresses.begin();
    if (method === "initialize" || method === "reset") return params;
    return this.#hide(params as unknown as Members) as unknown as Params<M>;
  }

  /** A result as the suite sees it. */
  result<M extends Method>(method: M, result: Result<M>): Result<M> {
    if (method === "initialize") return result;
    return changed(result as unknown as Members, this.#answer) as unknown as Result<M>;
  }

  /** A message of the implementation, with the suite's names. */
  text(text: string): string {
    return this.#names.showText(text);
  }

  #requestTable(): Readonly<Record<string, Change>> {
    const name: Change = (value) => this.#names.hide(value);
    const inner = objects((value) => this.#hide(value));
    const names = { thread: name, subscriber: name, table: name, gate: name, lock: name, mm: name };
    return {
      ...names,
      mirror: name,
      context: name,
      umem: name,
      address: (value) => this.#addresses.hide(value),
      when: inner,
      steps: each(inner),
      setup: each(objects(({ method, params }) => ({ method, params: inner(params) }))),
      threads: each(inner),
      calls: each(inner),
      observe: each(inner),
    };
  }

  #answerTable(): Readonly<Record<string, Change>> {
    const name: Change = (value) => this.#names.show(value);
    const address: Change = (value) => this.#addresses.show(value);
    return {
      thread: name,
      subscriber: name,
      mm: name,
      lock: name,
      owner: name,
      start: address,
      end: address,
      address,
      text: (value) => this.#names.showText(value),
      events: each(objects((event) => this.#event(event))),
      entries: each(objects((entry) => changed(entry, this.#answer))),
      threads: objects((threads) => this.#threads(threads)),
      on: objects((wait) => this.#wait(wait)),
      outcomes: each(objects((outcome) => changed(outcome, this.#answer))),
      values: each((value) => (typeof value === "string" ? this.#names.showText(value) : value)),
      findings: each((value) => (typeof value === "string" ? this.#names.showText(value) : value)),
      stuck: each((value) => (typeof value === "string" ? this.#names.showText(value) : value)),
    };
  }

  #hide(params: Members): Members {
    const { op, args } = params;
    if (isObject(args)) this.#addresses.keepWhole(args.start, args.end);
    const hidden = changed(params, this.#request);
    return typeof op === "string" && isOperation(op) && isObject(args)
      ? { ...hidden, args: this.#arguments(OPERATIONS[op], args) }
      : hidden;
  }

  #arguments({ parameters }: OperationRow, args: Members): Members {
    const changes = Object.entries(parameters).map(([name, kind]): [string, Change] => [
      name,
      this.#argument(kind.replace("?", ""), args),
    ]);
    return changed(args, Object.fromEntries(changes));
  }

  #argument(kind: string, args: Members): Change {
    if (kind === "address") return (value) => this.#addresses.hide(value);
    if (kind === "length") return (value) => this.#addresses.hideLength(args.start, value);
    return NAMES.has(kind) ? (value) => this.#names.hide(value) : (value) => value;
  }

  #threads(threads: Members): Members {
    const inner = objects((state) => changed(state, this.#answer));
    return Object.fromEntries(
      Object.entries(threads).map(([name, state]) => [this.#names.show(name), inner(state)]),
    ) as Members;
  }

  /** What is waited for is a name, unless it is told in words. */
  #wait(on: Members): Members {
    const { kind, name } = on;
    if (name === undefined) return on;
    const isName = kind === "gate" || kind === "lock";
    return { ...on, name: isName ? this.#names.show(name) : this.#names.showText(name) };
  }

  /** An operation that makes a subscriber returns its name. */
  #event(event: Members): Members {
    const shown = changed(event, this.#answer);
    const { op, result } = event;
    if (typeof op !== "string" || !isOperation(op) || OPERATIONS[op].result !== "subscriber") return shown;
    return { ...shown, result: this.#names.show(result) };
  }
}

/**
 * Puts a disguise between the suite and an implementation (`--seed`): names are replaced and
 * addresses moved on the way in, and back on the way out, so that nothing can be answered by rote.
 */
export function disguise(implementation: Implementation, seed: number): Implementation {
  const mask = new Disguise(seed);
  return {
    async request(method, params) {
      try {
        return mask.result(method, await implementation.request(method, mask.params(method, params)));
      } catch (error) {
        if (isPortError(error)) throw new PortError(error.code, mask.text(error.message));
        throw error;
      }
    },
    close: () => implementation.close(),
  };
}
