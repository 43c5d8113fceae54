import type { BenchModel } from "./models.ts";

/**
 * The protocol of src/explore/models/notifier.ts in Promela, step for step: what is one step there is one d_step
 * here, so that both sides have the same states.
 */
const PROTOCOL = `
byte seq = 2, sections = 0, own = 1, pte = 1, entry = 0;
bit lock = 0, user = 0, returned = 0, touched = 0;

proctype invalidator() {
  byte pc, s;
end: do
  :: d_step { pc == 0 && lock == 0 -> sections++; seq = seq | 1; s = seq; pc = 1 }
  :: d_step { pc == 1 && user == 0 -> user = 1; pc = 2 }
  :: d_step { pc == 2 -> own = s; entry = 0; user = 0; pc = 3 }
  :: d_step { pc == 3 -> if :: node != 0 && returned -> touched = 1 :: else fi; pc = 4 }
  :: d_step { pc == 4 -> pte++; pc = 5 }
  :: d_step { pc == 5 && lock == 0 -> sections--; if :: sections == 0 -> seq++ :: else fi; lock = 1; pc = 6 }
  :: d_step { pc == 6 ->
       if
       :: node == 2 && !(seq & 1) -> if :: returned -> touched = 1 :: else fi; node = 0
       :: else
       fi;
       lock = 0; pc = 7 }
  od
}

proctype reader(bit retrying) {
  byte pc, s, page;
  bit waited;
  byte result;
end: do
  :: d_step { pc == 0 && lock == 0 -> s = own; if :: own != seq -> pc = 2 :: else -> waited = 1; pc = 1 fi }
  :: d_step { pc == 1 && seq != s -> pc = 2 }
  :: d_step { pc == 2 -> page = pte; pc = 3 }
  :: d_step { pc == 3 && user == 0 ->
       if
       :: own != s && retrying -> page = 0; s = 0; pc = 0
       :: own != s && !retrying -> result = 1; pc = 4
       :: else -> result = 2; entry = page; pc = 4
       fi }
  od
}

proctype remover() {
  byte pc, s;
  bit waited;
end: do
  :: d_step { pc == 0 && lock == 0 ->
       if
       :: seq & 1 -> node = 2; s = seq; waited = 1; pc = 1
       :: else -> node = 0; returned = 1; pc = 2
       fi }
  :: d_step { pc == 1 && lock == 0 && seq != s -> returned = 1; pc = 2 }
  od
}
`;

/** A model as SPIN reads it. */
export function promelaOf({ promela: { run, node } }: BenchModel): string {
  const threads = run.map((process) => `run ${process};`).join(" ");
  return `byte node = ${node};\n${PROTOCOL}\ninit { atomic { ${threads} } }\n`;
}
