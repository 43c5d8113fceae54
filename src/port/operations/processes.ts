import type { OperationRow } from "../operation-row.ts";

/** Processes, beside the bare user references of their address spaces. */
export const PROCESS_OPERATIONS = {
  process_exec: {
    capability: "process",
    parameters: { mm: "mm", child: "mm" },
    result: "void",
    meaning:
      "exec: the process of `mm` goes on in a fresh address space named `child`; its user reference to the old one goes.",
  },
  process_exit: {
    capability: "process",
    parameters: { mm: "mm" },
    result: "void",
    meaning: "The process of `mm` ends: its user reference goes. The address space lives on while others use it.",
  },
} as const satisfies Readonly<Record<string, OperationRow>>;
