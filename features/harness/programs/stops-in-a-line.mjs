// Writes half an answer and waits.
import { midway } from "./base.mjs";

await midway((text) => text.slice(0, 30));
