import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fencedBlocks } from "./fenced-block.ts";

const LINK = /\]\(([^)\s]+)\)/g;

/** The anchor of a heading, as GitHub makes it. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function anchors(text: string): Set<string> {
  return new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchor(heading.trim())));
}

function withoutBlocks(text: string): string {
  const lines = text.split("\n");
  for (const { start, lines: inside } of fencedBlocks(lines)) lines.fill("", start, start + inside.length);
  return lines.join("\n");
}

/** The links of a document that lead to nothing in the repository. */
export function deadLinks(path: string): string[] {
  const text = withoutBlocks(readFileSync(path, "utf8"));
  return [...text.matchAll(LINK)]
    .map(([, target = ""]) => target)
    .filter((target) => {
      if (/^[a-z]+:/.test(target)) return false;
      const [file = "", hash] = target.split("#");
      const to = file === "" ? path : join(dirname(path), file);
      if (!existsSync(to)) return true;
      return hash !== undefined && !anchors(withoutBlocks(readFileSync(to, "utf8"))).has(hash);
    });
}
