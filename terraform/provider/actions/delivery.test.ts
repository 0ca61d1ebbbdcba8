import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDelivery } from "./delivery.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-delivery-"));
});

afterEach(() => rm(folder, { recursive: true }));

describe("the delivery of an encrypted secret", () => {
  it("fails with the text in the error if it cannot be written any more: nobody else has it", async () => {
    const path = join(folder, "key.age");
    const delivery = await openDelivery(path, 100);
    await delivery.deliver("-----BEGIN AGE ENCRYPTED FILE-----");
    expect(await readFile(path, "utf8")).toBe("-----BEGIN AGE ENCRYPTED FILE-----");
    // The file is closed now, as if the disk were gone.
    await expect(delivery.deliver("-----BEGIN ANOTHER ONE-----")).rejects.toMatchObject({
      message: expect.stringContaining("-----BEGIN ANOTHER ONE-----") as unknown,
      advice: expect.stringContaining("The old secret was not revoked.") as unknown,
    });
  });

  it("fails for a place that is taken, with what to do", async () => {
    const path = join(folder, "key.age");
    await openDelivery(path, 100);
    await expect(openDelivery(path, 100)).rejects.toMatchObject({
      code: "invalid_value",
      path: ["writeTo"],
      message: `\`write_to\`: the file ${path} exists already. Nothing was done.`,
    });
  });
});
