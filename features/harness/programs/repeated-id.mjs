// Answers twice.
import { midway } from "./base.mjs";

await midway((text) => text + text);
