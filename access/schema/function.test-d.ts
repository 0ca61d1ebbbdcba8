import { describe, expectTypeOf, it } from "vitest";
import { type ArgumentsOf, defineFunction, parameter } from "./function.ts";
import { integer, list, object, text } from "./types.ts";
import type { Unknown } from "./unknown.ts";

const join = defineFunction({
  name: "join",
  summary: "Joins.",
  parameters: {
    glue: parameter(text, "Between the parts.", { null: true }),
    most: parameter(integer, "At most so many.", { unknown: true }),
    shape: parameter(object({ left: text.required("left"), right: text.optional("right") }), "Around them."),
  },
  variadic: { name: "parts", parameter: parameter(list(text), "What is joined.") },
  returns: list(text),
});

type Given = ArgumentsOf<(typeof join)["parameters"]>;

describe("a function", () => {
  it("receives the values that its parameters allow, and nothing else", () => {
    expectTypeOf<keyof Given>().toEqualTypeOf<"glue" | "most" | "shape">();
    expectTypeOf<Given["glue"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Given["most"]>().toEqualTypeOf<bigint | Unknown>();
    expectTypeOf<Given["shape"]>().toEqualTypeOf<{ readonly left: string; readonly right: string | null }>();
  });

  it("returns its type, and knows the type of its variadic arguments", () => {
    expectTypeOf<NonNullable<(typeof join)["returns"]["value"]>>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<NonNullable<NonNullable<(typeof join)["variadic"]>["parameter"]["value"]>>().toEqualTypeOf<
      readonly string[]
    >();
  });
});
