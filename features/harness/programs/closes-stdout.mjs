// Closes its standard output and lives on.
import { closeSync } from "node:fs";

closeSync(1);
process.stdin.resume();
setInterval(() => undefined, 1000);
