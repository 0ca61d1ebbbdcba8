import { describe, expectTypeOf, it } from "vitest";
import type { AttributesOf } from "./definition.ts";
import { defineEphemeralResource, defineResource } from "./definition.ts";
import type { Config, Plan, Prior, Returned, State } from "./records.ts";
import type { Secret } from "./secret.ts";
import { dynamic, instant, map, object, set, text } from "./types.ts";
import type { Unknown } from "./unknown.ts";

const rule = object({ verb: text.required("verb"), only: set(text).optional("only") });

const gate = defineResource({
  type: "gate",
  summary: "A gate.",
  importId: ["id"],
  attributes: {
    id: text.computed("id"),
    name: text.required("name"),
    note: text.optional("note"),
    tier: text.optional("tier").default("plain"),
    owner: text.optional("owner").computed(),
    openUntil: instant.optional("open until"),
    code: text.computed("code").secret().notReadBack(),
    pin: text.optional("pin").writeOnly(),
    rules: set(rule).required("rules"),
    marks: map(text).optional("marks").secret(),
    latch: text.oneOf("bolt", "hook").optional("latch"),
  },
});

type Gate = AttributesOf<typeof gate>;

describe("a configuration", () => {
  it("has what a user can write, and each value can be unknown", () => {
    expectTypeOf<keyof Config<Gate>>().toEqualTypeOf<
      "name" | "note" | "tier" | "owner" | "openUntil" | "pin" | "rules" | "marks" | "latch"
    >();
    expectTypeOf<Config<Gate>["name"]>().toEqualTypeOf<string | Unknown>();
    expectTypeOf<Config<Gate>["note"]>().toEqualTypeOf<string | Unknown | null>();
  });
});

describe("a plan", () => {
  it("has unknown values only for attributes that the vendor computes", () => {
    expectTypeOf<Plan<Gate>["name"]>().toEqualTypeOf<string>();
    expectTypeOf<Plan<Gate>["id"]>().toEqualTypeOf<string | Unknown>();
    expectTypeOf<Plan<Gate>["owner"]>().toEqualTypeOf<string | Unknown | null>();
  });
});

describe("a state", () => {
  it("has no unknown value, no write-only value, and null only for optional attributes", () => {
    expectTypeOf<State<Gate>["id"]>().toEqualTypeOf<string>();
    expectTypeOf<State<Gate>["tier"]>().toEqualTypeOf<string>();
    expectTypeOf<State<Gate>["note"]>().toEqualTypeOf<string | null>();
    expectTypeOf<State<Gate>["code"]>().toEqualTypeOf<Secret | null>();
    expectTypeOf<State<Gate>["marks"]>().toEqualTypeOf<{ readonly [key: string]: Secret } | null>();
    expectTypeOf<State<Gate>["latch"]>().toEqualTypeOf<"bolt" | "hook" | null>();
    expectTypeOf<State<Gate>["pin"]>().toEqualTypeOf<null>();
    expectTypeOf<State<Gate>["rules"][number]["only"]>().toEqualTypeOf<readonly string[] | null>();
  });

  it("may be incomplete after an import, except for its id", () => {
    expectTypeOf<Prior<Gate, "id">["id"]>().toEqualTypeOf<string>();
    expectTypeOf<Prior<Gate, "id">["name"]>().toEqualTypeOf<string | null>();
  });

  it("may omit attributes that the vendor never returns", () => {
    expectTypeOf<{ id: string }>().not.toExtend<Returned<Gate>>();
    expectTypeOf<Omit<State<Gate>, "code" | "pin">>().toExtend<Pick<Returned<Gate>, "id" | "name" | "note">>();
  });
});

describe("an illegal combination does not compile", () => {
  it("fails for every combination that Terraform would refuse", () => {
    // @ts-expect-error required and computed
    text.required("x").computed();
    // @ts-expect-error a default on a required attribute
    text.required("x").default("y");
    // @ts-expect-error a default of another type
    text.optional("x").default(7);
    // @ts-expect-error a computed attribute that replaces
    text.computed("x").replaces();
    // @ts-expect-error a computed attribute that rotates
    text.computed("x").rotates();
    // @ts-expect-error an attribute that rotates and replaces
    text.optional("x").rotates().replaces();
    // @ts-expect-error an enumeration of nothing
    text.oneOf();
    // @ts-expect-error a default that the enumeration lacks
    text.oneOf("bolt", "hook").optional("x").default("bar");
    // @ts-expect-error write-only and computed
    text.computed("x").writeOnly();
    // @ts-expect-error write-only, then computed
    text.optional("x").writeOnly().computed();
    // @ts-expect-error a secret that is no text
    set(text).optional("x").secret();
    // @ts-expect-error a secret that is a record
    rule.optional("x").secret();
    // @ts-expect-error a secret map of something else
    map(set(text)).optional("x").secret();
    // @ts-expect-error a nullable that is not computed
    text.required("x").nullable();
    // @ts-expect-error a computed field inside a record
    object({ id: text.computed("x") });
    // @ts-expect-error a write-only field inside a record
    object({ pin: text.optional("x").writeOnly() });
    // @ts-expect-error a dynamic value inside a set
    set(dynamic);
    // @ts-expect-error an import id of an attribute that is not there
    defineResource({ type: "x", summary: "x", importId: ["nowhere"], attributes: { id: text.computed("x") } });
    // @ts-expect-error a write-only attribute of what is never stored
    defineEphemeralResource({ type: "x", summary: "x", attributes: { pin: text.optional("x").writeOnly() } });
    // What is replaced, or is not read back, is neither in a record of one run.
    const name = text.required("x").replaces().notReadBack().forOneRun();
    defineEphemeralResource({ type: "x", summary: "x", attributes: { name } });
    // @ts-expect-error an ephemeral resource that is replaced
    defineEphemeralResource({ type: "x", summary: "x", attributes: { name: text.required("x").replaces() } });
    defineResource({
      type: "x",
      summary: "x",
      importId: ["id"],
      // @ts-expect-error a secret that is sealed into an attribute that is not there
      seals: { secret: "id", recipients: "id", into: "nowhere" },
      attributes: { id: text.computed("x") },
    });
    // @ts-expect-error changesWith on what the user alone sets
    text.required("x").changesWith("y");
  });
});
