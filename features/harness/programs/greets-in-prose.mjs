// Takes standard output for a log.
import { reference } from "./base.mjs";

process.stdout.write("Ready to serve.\n");
await reference();
