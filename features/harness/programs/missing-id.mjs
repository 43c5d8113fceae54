// Forgets the id.
import { midway } from "./base.mjs";

await midway((text) => text.replace(/"id":\d+,/, ""));
