import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../run.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "latchkey-init-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function init(...words: readonly string[]) {
  let err = "";
  const code = await run(["init", ...words], { out: () => undefined, err: (part) => (err += part) });
  return { code, err };
}

describe("init", () => {
  it("never names a version that only a registry could have, where it runs from a checkout", async () => {
    const project = join(folder, "access");
    const { code, err } = await init(project, "--vendor", "signoz");
    expect(code).toBe(2);
    expect(err).toMatch(/npm would ask the public registry .* --package \S+latchkey-\d\S*\.tgz/);
    expect(existsSync(project)).toBe(false);
    expect((await init(project, "--vendor", "signoz", "--package", "9.9.9")).code).toBe(0);
  });

  it("fails for a file, and where no folder can be made", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const given = ["--vendor", "signoz", "--package", "9.9.9"];
    expect(await init(file, ...given)).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no folder, or is in none"),
    });
    const below = await init(join(file, "x", "y"), ...given);
    expect(below).toMatchObject({ code: 2, err: expect.stringContaining("is no folder, or is in none") });
  });

  it.skipIf(!existsSync("/proc/self"))("ends where the system refuses a folder", async () => {
    const { code, err } = await init("/proc/nope", "--vendor", "signoz", "--package", "9.9.9");
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("/proc/nope cannot be made") });
  });
});
