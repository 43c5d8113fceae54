import { ACQUIRE, AFTER, idOf, pack, READ, RELEASE, WRITE } from "../../kernel/access.ts";
import { END, type Instruction, Machine, type State } from "./machine.ts";

/**
 * The interval notifier's collision-retry protocol as a state machine, after Linux 6.12
 * mm/mmu_notifier.c: one subscription state, an interval "s" that a device uses under a user lock,
 * and an interval "n" that may be removed; both cover what is invalidated. What one lock protects is
 * one step.
 */

/** Defects that can be built in, to see that the search finds them. */
export interface Defects {
  /** MUT-31: the remover looks at the sequence without the lock. */
  readonly removerTestsUnlocked?: boolean;
  /** MUT-37: read_begin does not wait where a section is open. */
  readonly readerDoesNotWait?: boolean;
  /** The commit is made without asking whether the sequence moved. */
  readonly noRetryTest?: boolean;
}

/** The shared variables. */
const SEQ = 0;
const ACTIVE = 1;
/** The sequence of "s". */
const OWN_SEQ = 2;
/** 1 while somebody holds the state lock over a scheduling point. */
const LOCK = 3;
/** 1 while somebody holds the user lock. */
const USER = 4;
/** The page that is mapped. */
const PTE = 5;
/** The page that the device has, 0 for none. */
const ENTRY = 6;
/** "n": 0 gone from the tree, 1 in it, 2 queued for removal. */
const NODE = 7;
/** 1 once remove has returned: the object is its owner's again. */
const RETURNED = 8;
/** 1 once the core has used the object after that. */
const TOUCHED = 9;
/** Behind them four variables a thread. */
const LOCALS = 10;

/** The variables of a thread. */
function localsOf(thread: number) {
  const first = LOCALS + 4 * thread;
  return { seq: first, page: first + 1, waited: first + 2, result: first + 3 };
}

const IDLE_SEQ = 2;
const lock = idOf("model: state lock");
const user = idOf("model: user lock");
const ownSeqId = idOf("model: sequence of s");
const pteId = idOf("model: page table entry");
const nodeId = idOf("model: n");

/** A critical section as one step: it takes the lock and lets it go. */
const section = (id: number) => [pack(id, ACQUIRE), pack(id, RELEASE)];
const free = (state: State) => state[LOCK] === 0;
/** That a sequence is over: it changes once, and whoever waits for that goes on whatever happens later. */
const periodOf = (seq: number | undefined) => idOf(`model: period ${seq}`);
const odd = (value: number | undefined) => ((value ?? 0) & 1) === 1;

function add(state: State, variable: number, value: number): number {
  const sum = (state[variable] ?? 0) + value;
  state[variable] = sum;
  return sum;
}

/** The core uses the object of "n". */
function useNode(state: State): void {
  if (state[RETURNED] === 1) state[TOUCHED] = 1;
}

/** A thread that moves the page: section, callbacks, the new entry, the end of the section. */
export function invalidator(thread: number): Instruction[] {
  const { seq } = localsOf(thread);
  return [
    {
      says: "start: count the section, make the sequence odd",
      touches: section(lock),
      ready: free,
      run(state) {
        add(state, ACTIVE, 1);
        state[SEQ] = (state[SEQ] ?? 0) | 1;
        state[seq] = state[SEQ];
        return undefined;
      },
    },
    {
      says: "callback of s: take the user lock",
      touches: [pack(user, ACQUIRE)],
      ready: (state) => state[USER] === 0,
      run(state) {
        state[USER] = 1;
        return undefined;
      },
    },
    {
      says: "callback of s: set_seq, zap, let go",
      touches: [pack(ownSeqId, WRITE), pack(user, RELEASE)],
      run(state) {
        state[OWN_SEQ] = state[seq] ?? 0;
        state[ENTRY] = 0;
        state[USER] = 0;
        return undefined;
      },
    },
    {
      says: "callback of n",
      touches: [pack(nodeId, READ)],
      run(state) {
        if (state[NODE] !== 0) useNode(state);
        return undefined;
      },
    },
    {
      says: "another page takes the place of the old one",
      touches: [pack(pteId, WRITE)],
      run(state) {
        add(state, PTE, 1);
        return undefined;
      },
    },
    {
      says: "end: the last section makes the sequence even",
      touches: (state) =>
        state[ACTIVE] === 1 ? [pack(lock, ACQUIRE), pack(periodOf(state[SEQ]), WRITE)] : [pack(lock, ACQUIRE)],
      ready: free,
      run(state) {
        if (add(state, ACTIVE, -1) === 0) add(state, SEQ, 1);
        state[LOCK] = 1;
        return undefined;
      },
    },
    {
      says: "end: what was put off; let go of the lock",
      touches: (state) => [pack(nodeId, state[NODE] === 2 ? WRITE : READ), pack(lock, RELEASE)],
      run(state) {
        if (state[NODE] === 2 && !odd(state[SEQ])) {
          useNode(state);
          state[NODE] = 0;
        }
        state[LOCK] = 0;
        return undefined;
      },
    },
  ];
}

const RETRY = 1;
const COMMITTED = 2;

/** A thread that maps the page into the device: once, or again until nothing came in between. */
export function reader(thread: number, retrying: boolean, defects: Defects = {}): Instruction[] {
  const { seq, page, waited, result } = localsOf(thread);
  return [
    {
      says: "read_begin",
      touches: [...section(lock), pack(ownSeqId, READ)],
      ready: free,
      run(state) {
        state[seq] = state[OWN_SEQ] ?? 0;
        if (state[OWN_SEQ] !== state[SEQ] || defects.readerDoesNotWait === true) return 2;
        state[waited] = 1;
        return undefined;
      },
    },
    {
      says: "read_begin: the sequence has moved",
      touches: (state) => [pack(periodOf(state[seq]), AFTER)],
      ready: (state) => state[SEQ] !== state[seq],
      run: () => undefined,
    },
    {
      says: "read the page table",
      touches: [pack(pteId, READ)],
      run(state) {
        state[page] = state[PTE] ?? 0;
        return undefined;
      },
    },
    {
      says: "under the user lock: read_retry, commit",
      touches: section(user),
      ready: (state) => state[USER] === 0,
      run(state) {
        const moved = state[OWN_SEQ] !== state[seq] && defects.noRetryTest !== true;
        if (moved && retrying) {
          state[page] = 0;
          state[seq] = 0;
          return -3;
        }
        state[result] = moved ? RETRY : COMMITTED;
        if (!moved) state[ENTRY] = state[page] ?? 0;
        return END;
      },
    },
  ];
}

/** A thread that removes "n", and then owns it. */
export function remover(thread: number, { removerTestsUnlocked = false }: Defects = {}): Instruction[] {
  const { seq, waited } = localsOf(thread);
  const moved = (state: State) => state[SEQ] !== state[seq];
  return [
    {
      says: "remove: off the tree, or queued",
      touches: [...section(lock), pack(nodeId, WRITE)],
      ready: free,
      run(state) {
        if (odd(state[SEQ])) {
          state[NODE] = 2;
          state[seq] = state[SEQ] ?? 0;
          state[waited] = 1;
          return undefined;
        }
        state[NODE] = 0;
        state[RETURNED] = 1;
        return END;
      },
    },
    {
      says: "remove: the sequence has moved",
      touches: (state) => [
        pack(periodOf(state[seq]), AFTER),
        ...(removerTestsUnlocked ? [] : section(lock)),
        pack(nodeId, WRITE),
      ],
      ready: removerTestsUnlocked ? moved : (state) => free(state) && moved(state),
      run(state) {
        state[RETURNED] = 1;
        return END;
      },
    },
  ];
}

const SAID = ["blocked", "retry", "committed"];

function entry(state: State): string {
  if (state[ENTRY] === 0) return "absent";
  return state[ENTRY] === state[PTE] ? "current" : "stale";
}

/** What each reader came to and whether it waited; what the device has; whether "n" was used after its removal. */
function outcome(readers: readonly number[]): (state: State, stuck: readonly number[]) => string {
  return (state, stuck) => {
    const said = readers.map((thread) => {
      const { result, waited } = localsOf(thread);
      return `T${thread + 1} ${SAID[state[result] ?? 0]}${state[waited] === 1 ? " after waiting" : ""}`;
    });
    const touched = state[TOUCHED] === 1 ? ", n used after its removal" : "";
    const waiting = stuck.length === 0 ? "" : `, stuck: ${stuck.map((thread) => `T${thread + 1}`).join(" ")}`;
    return `${said.join(", ")}, entry ${entry(state)}${touched}${waiting}`;
  };
}

/** A machine of such threads; `readers` are those whose results are told. */
export function notifierMachine(code: readonly Instruction[][], readers: readonly number[], nodeInTree: boolean) {
  const variables = new Array<number>(LOCALS + 4 * code.length).fill(0);
  variables[SEQ] = IDLE_SEQ;
  variables[OWN_SEQ] = IDLE_SEQ - 1;
  variables[PTE] = 1;
  variables[NODE] = nodeInTree ? 1 : 0;
  return new Machine(variables, code, outcome(readers));
}
