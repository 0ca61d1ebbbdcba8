import { describe, expect, expectTypeOf, it } from "vitest";
import { type ActionOf, type DomainWith, actions, domains } from "./catalog.ts";

describe("catalog", () => {
  it("has the vendor's ten domains, each once", () => {
    expect(domains).toHaveLength(10);
    expect(new Set(domains.map(({ domain }) => domain)).size).toBe(10);
  });

  it("uses exactly the actions of the vocabulary", () => {
    const used = new Set<string>(domains.flatMap((entry): readonly string[] => entry.actions));
    expect([...used].sort()).toEqual([...actions].sort());
  });

  it("allows reading and writing in every domain", () => {
    for (const { actions: own } of domains) expect(own).toEqual(expect.arrayContaining(["READ", "WRITE", "ALL"]));
  });

  it("types the actions of each domain as literals", () => {
    expectTypeOf<ActionOf<"DATA_CLASS">>().toEqualTypeOf<"ALL" | "READ" | "WRITE">();
    expectTypeOf<"TABLE">().toExtend<DomainWith<"PREVIEW">>();
    expectTypeOf<"SCAN_JOB">().not.toExtend<DomainWith<"PREVIEW">>();
    expectTypeOf<"WORKSPACE_TAG">().not.toExtend<DomainWith<"EXECUTE">>();
  });
});
