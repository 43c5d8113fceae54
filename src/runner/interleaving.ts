import type { Interleaving, Sequence, SequenceItem } from "../port/generated/documents.ts";

/** The text of an item in the column of its thread. */
function cellOf({ kind, subscriber, text }: SequenceItem): string {
  if (kind === "callback" || kind === "callback_exit") return `${subscriber}.${text}`;
  return kind === "blocked" || kind === "unblocked" ? `...${text}` : text;
}

/** `-> true`, without what answered. */
function resultIn(text: string): string {
  return text.slice(text.lastIndexOf("-> "));
}

/** True if the second item only tells what the first came to: both stand in one row. */
function answers(second: SequenceItem | undefined, first: SequenceItem): second is SequenceItem {
  if (second === undefined || second.thread !== first.thread || second.subscriber !== first.subscriber) return false;
  return (
    (first.kind === "call" && second.kind === "return") ||
    (first.kind === "callback" && second.kind === "callback_exit")
  );
}

/** What happened as a table in the features' own form: one column a thread, one row a step. */
export function interleavingOf({ threads, items }: Sequence): Interleaving {
  const rows: string[][] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    const answer = items[at + 1];
    const together = answers(answer, item);
    const text = together ? `${cellOf(item)} ${resultIn(answer.text)}` : cellOf(item);
    if (together) at += 1;
    rows.push(threads.map((thread) => (thread === item.thread ? text : "")));
  }
  return { threads: [...threads], rows };
}
