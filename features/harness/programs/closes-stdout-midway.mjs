// Closes its standard output and lives on, in the middle of a run.
import { closeSync } from "node:fs";
import { midway } from "./base.mjs";

setInterval(() => undefined, 1000);
await midway(() => closeSync(1));
