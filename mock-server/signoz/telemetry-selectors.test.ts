import { describe, expect, it } from "vitest";
import { readTelemetrySelector, selectorsAbove } from "./telemetry-selectors.ts";

const key = "signoz.workspace.key.id";

describe("readTelemetrySelector", () => {
  it.each([
    { name: "everything", given: "*", want: "*" },
    { name: "a bare query type", given: "clickhouse_sql", want: "clickhouse_sql/*" },
    { name: "a whole query type", given: "builder_sub_query/*", want: "builder_sub_query/*" },
    { name: "all values of the key", given: `builder_query/${key}/*`, want: `builder_query/${key}/*` },
    {
      name: "the resource's spelling of the key",
      given: `builder_query/resource.${key}/k`,
      want: `builder_query/${key}/k`,
    },
    {
      name: "a value with slashes and blanks",
      given: `builder_ai_query/${key}/a b//c`,
      want: `builder_ai_query/${key}/a b//c`,
    },
  ])("reads $name", ({ given, want }) => {
    expect(readTelemetrySelector(given)).toBe(want);
  });

  it.each([
    { name: "nothing", given: "" },
    { name: "another query type", given: "logs/*" },
    { name: "part of a query type", given: "builder_*" },
    { name: "a type that can be granted whole alone, with a key", given: `promql/${key}/k` },
    { name: "another key", given: "builder_query/service.name/k" },
    { name: "a key in another context", given: `builder_query/attribute.${key}/k` },
    { name: "a key without a value", given: `builder_query/${key}` },
    { name: "an empty value", given: `builder_query/${key}/` },
    { name: "a variable", given: `builder_query/${key}/$k` },
    { name: "more than a whole type", given: "builder_query/*/k" },
    { name: "more than 512 characters", given: `builder_query/${key}/${"k".repeat(512)}` },
  ])("fails on $name", ({ given }) => {
    expect(readTelemetrySelector(given)).toBeUndefined();
  });
});

describe("selectorsAbove", () => {
  it.each([
    { given: "*", want: ["*"] },
    { given: "promql/*", want: ["promql/*", "*"] },
    { given: `builder_query/${key}/*`, want: [`builder_query/${key}/*`, "builder_query/*", "*"] },
    {
      given: `builder_query/${key}/a/b`,
      want: [`builder_query/${key}/a/b`, `builder_query/${key}/*`, "builder_query/*", "*"],
    },
  ])("goes from $given up to everything", ({ given, want }) => {
    expect(selectorsAbove(given)).toEqual(want);
  });
});
