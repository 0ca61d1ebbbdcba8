import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

// V8 prints what it does not know: so in a process of its own.
const program = `
  import { optimizeLate } from ${JSON.stringify(join(import.meta.dirname, "late-optimization.ts"))};
  optimizeLate();
  console.log("set");
`;

it("asks V8 for nothing that it does not know", () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect({ stdout, stderr }).toEqual({ stdout: "set\n", stderr: "" });
});
