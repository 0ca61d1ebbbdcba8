import { describe, expect, it } from "vitest";
import { canonicalizeTelemetrySelector, listCoveringSelectors } from "./telemetry-selectors.ts";

const accepted = [
  { name: "keeps the wildcard", given: "*", want: "*" },
  { name: "completes a bare query type", given: "builder_query", want: "builder_query/*" },
  { name: "keeps a whole query type", given: "promql/*", want: "promql/*" },
  {
    name: "keeps a whole key",
    given: "builder_query/signoz.workspace.key.id/*",
    want: "builder_query/signoz.workspace.key.id/*",
  },
  {
    name: "replaces the resource spelling of the key",
    given: "builder_ai_query/resource.signoz.workspace.key.id/k1",
    want: "builder_ai_query/signoz.workspace.key.id/k1",
  },
  {
    name: "accepts slashes and spaces in a value",
    given: "builder_sub_query/signoz.workspace.key.id/a b/c",
    want: "builder_sub_query/signoz.workspace.key.id/a b/c",
  },
];

const refused = [
  { name: "fails on an unknown query type", given: "sql/*" },
  { name: "fails on an empty text", given: "" },
  { name: "fails on a key of a query type that cannot have one", given: "promql/signoz.workspace.key.id/x" },
  { name: "fails on another key", given: "builder_query/service.name/x" },
  { name: "fails on another context of the key", given: "builder_query/attribute.signoz.workspace.key.id/x" },
  { name: "fails on a key without a value", given: "builder_query/signoz.workspace.key.id" },
  { name: "fails on an empty value", given: "builder_query/signoz.workspace.key.id/" },
  { name: "fails on a variable as a value", given: "builder_query/signoz.workspace.key.id/$key" },
  { name: "fails on a partial wildcard", given: "builder_query*" },
  { name: "fails beyond 512 characters", given: `builder_query/signoz.workspace.key.id/${"x".repeat(512)}` },
];

describe("canonicalizeTelemetrySelector", () => {
  it.each(accepted)("$name", ({ given, want }) => {
    expect(canonicalizeTelemetrySelector(given)).toEqual({ kind: "selector", selector: want });
    expect(canonicalizeTelemetrySelector(want)).toEqual({ kind: "selector", selector: want });
  });

  it.each(refused)("$name", ({ given }) => {
    expect(canonicalizeTelemetrySelector(given).kind).toBe("refused");
  });
});

describe("listCoveringSelectors", () => {
  it("goes from a value up to the wildcard", () => {
    expect(listCoveringSelectors("builder_query/signoz.workspace.key.id/k1/x")).toEqual([
      "builder_query/signoz.workspace.key.id/k1/x",
      "builder_query/signoz.workspace.key.id/*",
      "builder_query/*",
      "*",
    ]);
  });

  it("lists each selector once", () => {
    expect(listCoveringSelectors("promql/*")).toEqual(["promql/*", "*"]);
    expect(listCoveringSelectors("*")).toEqual(["*"]);
  });
});
