import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSeed, servedNouns } from "../support/stack/nouns.ts";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";

const cases = servedNouns.filter(({ isRelation }) => isRelation);

it("is tried for several vendors and nouns", () => {
  expect(cases.length).toBeGreaterThan(3);
});

// A vendor keeps one row for both, so whoever deletes the old one last deletes the new one.
describe.each(cases)("$vendor $type: a resource that takes the place of another", ({ vendor, type, example }) => {
  let bench: VendorBench;
  const block = new RegExp(String.raw`(resource "access_${type}" ")(\w+)(" \{\n)`);
  const [, , label = ""] = block.exec(example) ?? [];
  const write = (text: string) => bench.workspace.write(headerOf(vendor) + text);
  const apply = (...args: readonly string[]) =>
    bench.workspace.must("apply", "-no-color", "-input=false", "-auto-approve", ...args);

  beforeEach(async () => {
    bench = await openVendorBench(vendor, { seed: readSeed(vendor) });
  });

  afterEach(() => bench.close());

  it("keeps the relation if it is created before the old one is deleted", async () => {
    await write(example.replace(block, "$1$2$3  lifecycle {\n    create_before_destroy = true\n  }\n"));
    await apply();
    await apply(`-replace=access_${type}.${label}`);
    expect(await bench.workspace.plan()).toEqual({});
  });

  it("keeps the relation if only the address changed", async () => {
    await write(example);
    await apply();
    await write(example.replace(block, "$1renamed$3"));
    await apply();
    expect(await bench.workspace.plan()).toEqual({});
  });

  it("is deleted by destroy", async () => {
    await write(example);
    await apply();
    await bench.workspace.must("destroy", "-no-color", "-auto-approve");
    await write(example);
    expect(Object.values(await bench.workspace.plan())).toContain("create");
    expect(await apply()).not.toContain("existed already");
  });
});
