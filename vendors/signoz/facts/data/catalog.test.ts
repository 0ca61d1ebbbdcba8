import { describe, expect, expectTypeOf, it } from "vitest";
import { type KindWith, type TypeOf, type VerbOf, resources, verbs } from "./catalog.ts";

describe("catalog", () => {
  it("has each of the vendor's 37 resources once", () => {
    expect(resources).toHaveLength(37);
    expect(new Set(resources.map(({ kind }) => kind)).size).toBe(37);
  });

  it("uses every known verb and no other", () => {
    const used = new Set<string>(resources.flatMap((resource): readonly string[] => resource.verbs));
    expect([...used].sort()).toEqual([...verbs].sort());
  });

  it("types the verbs of each kind as literals", () => {
    expectTypeOf<VerbOf<"dashboard">>().toEqualTypeOf<"create" | "read" | "update" | "delete" | "list">();
    expectTypeOf<VerbOf<"logs">>().toEqualTypeOf<"read">();
    expectTypeOf<VerbOf<"anonymous">>().toEqualTypeOf<never>();
    expectTypeOf<TypeOf<"factor-api-key">>().toEqualTypeOf<"metaresource">();
  });

  it("excludes kinds that do not support a verb from the kinds of that verb", () => {
    expectTypeOf<"serviceaccount">().toExtend<KindWith<"attach">>();
    expectTypeOf<"dashboard">().not.toExtend<KindWith<"attach">>();
    expectTypeOf<KindWith<"assignee">>().toEqualTypeOf<"role">();
  });
});
