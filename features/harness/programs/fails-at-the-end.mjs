// Leaves with a bad status once everything was answered.
import { reference } from "./base.mjs";

await reference();
process.exit(5);
