import { describe, expect, it } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { integer, list, map, object, set, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { fromWire, toWire } from "./wire-record.ts";

const attributes = {
  expiresAt: text.optional("e"),
  apiKey: text.computed("k").secret(),
  rules: set(object({ resourceKind: text.required("r"), innerToken: text.optional("t").secret() })).optional("r"),
  byName: map(list(text)).optional("m"),
  size: integer.optional("s"),
  marks: map(text).optional("m").secret(),
};

const record = {
  expiresAt: unknown,
  apiKey: new Secret("birch-and-cobalt-19"),
  rules: [{ resourceKind: "role", innerToken: new Secret("nested-slate-40") }],
  byName: { someKey: ["a"] },
  size: 3n,
  marks: { someMark: new Secret("mapped-slate-52"), laterMark: unknown },
};

const wire = {
  expires_at: unknown,
  api_key: "birch-and-cobalt-19",
  rules: [{ resource_kind: "role", inner_token: "nested-slate-40" }],
  by_name: { someKey: ["a"] },
  marks: { someMark: "mapped-slate-52", laterMark: unknown },
};

describe("records on the wire", () => {
  it("have Terraform's names and unencrypted secrets", () => {
    expect(toWire(attributes, record)).toStrictEqual({ ...wire, size: 3n });
  });

  it("are read with our names, and with secrets that are never printed", () => {
    const back = fromWire(attributes, { ...wire, size: 3 });
    expect(back).toStrictEqual(record);
    expect(
      JSON.stringify(back, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain("slate");
  });

  it("keep the keys of a map as the user wrote them", () => {
    expect(fromWire(attributes, wire)["byName"]).toStrictEqual({ someKey: ["a"] });
  });
});
