// Nothing is wrong with this one: the others are this one with one thing wrong.
import { reference } from "./base.mjs";

await reference();
