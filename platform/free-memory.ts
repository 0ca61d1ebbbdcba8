import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = () => void;

function isCollect(value: unknown): value is Collect {
  return typeof value === "function";
}

let collect: Collect | undefined;

/**
 * Frees what nobody holds any more, at once. By itself V8 waits until the heap has grown to several times of what it was,
 * so that a large file and all that it was read into would stay beside what comes after. It takes time: only after something large.
 */
export function freeMemory(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    const exposed: unknown = runInNewContext("gc");
    collect = isCollect(exposed) ? exposed : () => {};
  }
  collect();
}
