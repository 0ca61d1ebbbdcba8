import { join } from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../testing/run-command.ts";

it("fails for a folder that is not there: nothing is wrong in it", async () => {
  const missing = join(import.meta.dirname, "no-such-folder");
  for (const folder of [missing, import.meta.filename]) {
    const { code, out, err } = await runCommand(["doctor", "--dir", folder], { environment: {} });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`${folder} is no folder. Give --dir the folder of the project.`);
  }
});
