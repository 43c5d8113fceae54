/** A table of Markdown; cells may hold several lines of text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
}

/** A word of the protocol. */
export function code(word: string): string {
  return `\`${word}\``;
}

/** Words of the protocol, with commas between them. */
export function codes(words: readonly string[]): string {
  return words.map(code).join(", ");
}
