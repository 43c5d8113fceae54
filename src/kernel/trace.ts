import type { Status } from "./errno.ts";
import type { Wait } from "./point.ts";

/** The result of a callback or an operation. */
export type TraceValue = Status | boolean | null;

/** What can be seen of a kernel from outside, with addresses as bigint. */
export type TraceEvent =
  /** For observers inside: a thread begins an operation. */
  | {
      readonly event: "call";
      readonly thread: string;
      readonly op: string;
      readonly args: Readonly<Record<string, unknown>>;
    }
  /** For observers inside: a thread cannot go on, or can again. */
  | { readonly event: "blocked"; readonly thread: string; readonly on: Wait }
  | { readonly event: "unblocked"; readonly thread: string }
  /** For observers inside: another thread goes on while this one stands in the middle of an operation. */
  | { readonly event: "preempted"; readonly thread: string; readonly before: string }
  | {
      readonly event: "callback";
      readonly thread: string;
      readonly subscriber: string;
      readonly callback: string;
      readonly mm?: string;
      readonly start?: bigint;
      readonly end?: bigint;
      readonly blockable?: boolean;
      readonly kind?: string;
      readonly owner?: string;
      readonly address?: bigint;
      readonly page?: string;
      readonly write?: boolean;
    }
  | {
      readonly event: "callback_exit";
      readonly thread: string;
      readonly subscriber: string;
      readonly callback: string;
      readonly result: TraceValue;
    }
  | {
      readonly event: "return";
      readonly thread: string;
      readonly op: string;
      readonly result: TraceValue;
      readonly nested?: boolean;
    }
  | { readonly event: "warning" | "message" | "fatal" | "lockdep"; readonly thread: string; readonly text: string }
  | { readonly event: "mm_free"; readonly thread: string; readonly mm: string }
  | {
      readonly event: "lock" | "unlock";
      readonly thread: string;
      readonly lock: string;
      readonly mode?: "read" | "write";
    }
  | {
      readonly event: "pte";
      readonly thread: string;
      readonly mm: string;
      readonly address: bigint;
      readonly from: string;
      readonly to: string;
      readonly write?: boolean;
      readonly length?: bigint;
      readonly special?: string;
      readonly owner?: string;
    }
  | {
      readonly event: "cpu_flush";
      readonly thread: string;
      readonly mm: string;
      readonly start: bigint;
      readonly end: bigint;
    }
  | {
      readonly event: "secondary";
      readonly thread: string;
      readonly subscriber: string;
      readonly address: bigint;
      readonly page: string;
      readonly write?: boolean;
      readonly length?: bigint;
    }
  | {
      readonly event: "device_access";
      readonly thread: string;
      readonly subscriber: string;
      readonly mm: string;
      readonly address: bigint;
      readonly write: boolean;
      readonly page: string;
    }
  | {
      readonly event: "command";
      readonly thread: string;
      readonly subscriber: string;
      readonly command: "tlb_range" | "tlb_all" | "atc_range" | "atc_all" | "context";
      readonly start?: bigint;
      readonly end?: bigint;
      readonly count?: number;
      readonly context?: "none" | "valid" | "quiet";
    }
  | { readonly event: "device_flush"; readonly thread: string; readonly subscriber: string }
  | {
      readonly event: "page_free" | "page_dirty" | "page_get" | "page_put";
      readonly thread: string;
      readonly page: string;
    }
  | {
      readonly event: "dma_map" | "dma_unmap";
      readonly thread: string;
      /** The umem. */
      readonly subscriber: string;
      readonly address: bigint;
      readonly page: string;
    }
  | {
      readonly event: "section_start" | "section_end";
      readonly thread: string;
      readonly mm: string;
      readonly start: bigint;
      readonly end: bigint;
      readonly blockable?: boolean;
      readonly kind?: string;
      readonly owner?: string;
      readonly failed?: boolean;
    };
