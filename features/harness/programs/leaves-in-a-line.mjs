// Writes half an answer and leaves: what a full buffer without a flush looks like.
import { midway } from "./base.mjs";

await midway((text) => void process.stdout.write(text.slice(0, 30), () => process.exit(0)));
