import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type Phrase, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { lengthOf } from "../ranges.ts";

/** `insert "s" over "A"` and `insert "s" from 1000 length 0`, for each form of insert. */
function inserts(words: string, op: OperationName): Phrase[] {
  return [
    {
      says: `${words} "" over ""`,
      plan: ({ world, mm }, [subscriber, range = ""]) => ({
        op,
        args: { subscriber, mm, ...lengthOf(world.range(range)) },
      }),
    },
    {
      says: `${words} "" from <> length <>`,
      plan: ({ mm }, [subscriber, start, length]) => ({ op, args: { subscriber, mm, start, length } }),
    },
  ];
}

/** Without a name the token is the thread's own for this subscriber. */
function reader(op: "read_begin" | "read_retry" | "check_retry") {
  return ({ thread }: PhraseContext, [subscriber = "", token]: readonly string[]): PlannedCall => ({
    op,
    args: { subscriber, token: token ?? `${thread}:${subscriber}` },
  });
}

addPhrases([
  ...inserts("insert", "interval_insert"),
  ...inserts("insert locked", "interval_insert_locked"),
  ...inserts("insert safe", "interval_insert_safe"),
  { says: 'remove ""', plan: (_, [subscriber]) => ({ op: "interval_remove", args: { subscriber } }) },
  {
    says: 'update "" to ""',
    plan: ({ world }, [subscriber, range = ""]) => ({
      op: "interval_update",
      args: { subscriber, ...lengthOf(world.range(range)) },
    }),
  },
  {
    says: 'update "" from <> length <>',
    plan: (_, [subscriber, start, length]) => ({ op: "interval_update", args: { subscriber, start, length } }),
  },
  { says: 'read_begin ""', plan: reader("read_begin") },
  { says: 'read_begin "" as ""', plan: reader("read_begin") },
  { says: 'read_retry ""', plan: reader("read_retry") },
  { says: 'read_retry "" as ""', plan: reader("read_retry") },
  { says: 'check_retry ""', plan: reader("check_retry") },
  { says: 'check_retry "" as ""', plan: reader("check_retry") },
  {
    says: "set the sequence <> steps before its wrap",
    plan: ({ mm }, [steps]) => ({ op: "preset_seq", args: { mm, count: -Number(steps) } }),
  },
]);
