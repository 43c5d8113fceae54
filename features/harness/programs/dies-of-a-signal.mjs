// Crashes for good.
import { midway } from "./base.mjs";

await midway(() => process.kill(process.pid, "SIGSEGV"));
