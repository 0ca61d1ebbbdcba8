import { setFlagsFromString } from "node:v8";

/**
 * Makes V8 optimize later, as later versions of Node do by themselves: most processes end before what V8 spends on that comes back. On
 * Node 20, a third of the processor time of a plan of 2,000 objects is V8 that optimizes, and a plan of one object waits 90 ms at its
 * end for the optimized form of undici's parser, which is WebAssembly. Node 22 and later are left as they are.
 *
 * Call it before code is loaded with a cache: V8 takes one only with the flags that it was made with.
 */
export function optimizeLate(node = process.versions.node): void {
  if (Number(node.split(".")[0]) >= 22) return;
  // V8's own is 67,584, of bytes of code that were run; see bench/terraform.ts.
  setFlagsFromString("--interrupt-budget=600000");
  // V8's own is 1,800,000, and 13,000,000 in Node 22.
  setFlagsFromString("--wasm-tiering-budget=2000000000");
}
