import { describe, expect, it } from "vitest";
import { list, object, text } from "#access/schema/types.ts";
import { schemaSection } from "./schema-section.ts";

const door = object({
  key: text.required("The key."),
  inner: object({ lock: text.required("The lock.") }).required(""),
});

describe("the nested fields of an attribute", () => {
  const lines = (of: Parameters<typeof schemaSection>[0]): readonly string[] =>
    schemaSection(of)
      .split("\n")
      .filter((line) => /`(?:key|lock)`/.test(line));

  it("are required where a user writes them", () => {
    expect(lines({ doors: list(door).optional("Doors.") })).toEqual([
      "- `key` (String) Required. The key.",
      "- `lock` (String) Required. The lock.",
    ]);
  });

  it("are never required where they are only read", () => {
    expect(lines({ doors: list(door).computed("Doors.") })).toEqual([
      "- `key` (String) The key.",
      "- `lock` (String) The lock.",
    ]);
  });
});
