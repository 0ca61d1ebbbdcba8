import { describe, expect, it } from "vitest";
import { z } from "zod";
import { textOf } from "./repository.ts";

const entry = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  inBundle: z.boolean().optional(),
});
const { packages } = z.object({ packages: z.record(z.string(), entry) }).parse(JSON.parse(textOf("package-lock.json")));

// The hash of a bundled package is a part of that of the package that brings it.
const installed = Object.entries(packages).filter(([path, { inBundle }]) => path !== "" && inBundle !== true);

describe("package-lock.json", () => {
  it("has the hash of every package, those of other platforms too: `npm run lock` fills it in", () => {
    expect(installed.length).toBeGreaterThan(500);
    const without = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""));
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
