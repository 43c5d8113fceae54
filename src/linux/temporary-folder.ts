import { rmSync } from "node:fs";
import { killWatched } from "../protocol/process-reaper.ts";

/**
 * A folder that is gone when this process is, after whoever writes into it.
 *
 * @returns removes it now.
 */
export function temporaryFolder(path: string): () => void {
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  const atExit = () => {
    killWatched();
    remove();
  };
  process.once("exit", atExit);
  return () => {
    remove();
    process.removeListener("exit", atExit);
  };
}
