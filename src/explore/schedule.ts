/** The letters that stand for threads, in the order of their numbers. */
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDE";

/** Writes an order as a short string: `a3b2a` is three steps of the first thread, two of the second, one of the first. */
export function writeSchedule(order: readonly number[]): string {
  let text = "";
  for (let at = 0; at < order.length; ) {
    const thread = order[at] ?? 0;
    let end = at;
    while (order[end] === thread) end += 1;
    text += `${LETTERS[thread] ?? "?"}${end - at > 1 ? end - at : ""}`;
    at = end;
  }
  return text;
}

/** Reads such a string; undefined if it is none. */
export function readSchedule(text: string): number[] | undefined {
  const order: number[] = [];
  if (!/^(?:[a-zA-E][0-9]*)*$/.test(text)) return undefined;
  for (const [, letter = "", count = ""] of text.matchAll(/([a-zA-E])([0-9]*)/g)) {
    const steps = count === "" ? 1 : Number(count);
    for (let step = 0; step < steps; step += 1) order.push(LETTERS.indexOf(letter));
  }
  return order;
}
