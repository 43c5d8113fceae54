// Waits for a thread that is blocked, instead of telling that it is.
import { midway } from "./base.mjs";

await midway(() => undefined);
