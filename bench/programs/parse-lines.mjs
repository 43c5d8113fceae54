// The least that any reader of a trace does: cuts it into lines and parses each. Usage: parse-lines.mjs FILE
import { createReadStream } from "node:fs";

let rest = "";
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 1 << 18 })) {
  const lines = (rest + chunk).split("\n");
  rest = lines.pop();
  for (const line of lines) JSON.parse(line);
}
