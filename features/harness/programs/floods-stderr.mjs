// Logs two megabytes a request.
import { reference } from "./base.mjs";

await reference((text) => {
  process.stderr.write(`${"debug ".repeat(350_000)}\n`);
  return text;
});
