import { describe, expect, expectTypeOf, it } from "vitest";
import { type KindWith, type TypeOf, type VerbOf, resources, verbs } from "./catalog.ts";

describe("catalog", () => {
  it("has the vendor's 37 resources, each kind once", () => {
    expect(resources).toHaveLength(37);
    expect(new Set(resources.map(({ kind }) => kind)).size).toBe(37);
  });

  it("uses no verb outside the vocabulary", () => {
    const used = new Set<string>(resources.flatMap((resource): readonly string[] => resource.verbs));
    expect([...used].sort()).toEqual([...verbs].sort());
  });

  it("gives each kind its verbs as literal types", () => {
    expectTypeOf<VerbOf<"dashboard">>().toEqualTypeOf<"create" | "read" | "update" | "delete" | "list">();
    expectTypeOf<VerbOf<"logs">>().toEqualTypeOf<"read">();
    expectTypeOf<VerbOf<"anonymous">>().toEqualTypeOf<never>();
    expectTypeOf<TypeOf<"factor-api-key">>().toEqualTypeOf<"metaresource">();
  });

  it("keeps kinds without a verb out of that verb's kinds", () => {
    expectTypeOf<"serviceaccount">().toExtend<KindWith<"attach">>();
    expectTypeOf<"dashboard">().not.toExtend<KindWith<"attach">>();
    expectTypeOf<KindWith<"assignee">>().toEqualTypeOf<"role">();
  });
});
