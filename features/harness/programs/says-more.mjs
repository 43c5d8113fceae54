// Adds members of its own.
import { reference } from "./base.mjs";

await reference((text) => {
  const message = JSON.parse(text);
  return `${JSON.stringify({ ...message, result: { ...message.result, took: 3 } })}\n`;
});
