import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeId, parseObjectId } from "#mock-server/arize/ids.ts";
import { normalizeMapping } from "#mock-server/signoz/role-mapping.ts";
import { readTelemetrySelector, selectorsAbove } from "#mock-server/signoz/telemetry-selectors.ts";
import { type IdType, idTypes } from "#vendors/arize/facts/data/limits.ts";
import { readObjectId } from "#vendors/arize/facts/object-ids.ts";
import { toCurrentRoleName } from "#vendors/signoz/facts/role-names.ts";
import { canonicalizeTelemetrySelector, listCoveringSelectors } from "#vendors/signoz/facts/telemetry-selectors.ts";

// The mocks share no logic with what they test, so what both decide is written twice. Here the two are held against each
// other: where they differ, one of them is wrong about the vendor.

const runs = { numRuns: 2_000 };

const key = "signoz.workspace.key.id";

/** Pieces of selectors, so that many of the texts are close to the grammar. */
const selector = fc
  .array(
    fc.constantFrom(
      "builder_query",
      "builder_ai_query",
      "builder_sub_query",
      "promql",
      "clickhouse_sql",
      "logs",
      "/",
      "/",
      "/",
      "*",
      "$",
      " ",
      "\n",
      "é",
      key,
      `resource.${key}`,
      "k1",
      "x".repeat(500),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(""));

function readAsFacts(text: string): string | undefined {
  const canonical = canonicalizeTelemetrySelector(text);
  return canonical.kind === "selector" ? canonical.selector : undefined;
}

describe("telemetry selectors of SigNoz", () => {
  it.each([
    "",
    "*",
    "builder_query",
    "builder_query/",
    "builder_query/*",
    "builder_query/*/k1",
    "promql/*",
    "promql/k1",
    `builder_query/${key}`,
    `builder_query/${key}/`,
    `builder_query/${key}/*`,
    `builder_query/${key}/$k1`,
    `builder_query/resource.${key}/a/b`,
    `builder_query/${key}//`,
    `promql/${key}/k1`,
    "builder_query/*/",
  ])("are read alike: %j", (text) => {
    expect(readTelemetrySelector(text)).toBe(readAsFacts(text));
  });

  it("are read alike, and are satisfied by the same selectors", () => {
    fc.assert(
      fc.property(selector, (text) => {
        const read = readTelemetrySelector(text);
        expect(read).toBe(readAsFacts(text));
        if (read !== undefined) expect(selectorsAbove(read)).toEqual(listCoveringSelectors(read));
      }),
      runs,
    );
  });
});

describe("former role names of SigNoz", () => {
  const stored = (name: string): string | undefined =>
    normalizeMapping({ defaultRole: name, groupMappings: null, useRoleAttribute: false })?.defaultRole;

  it.each(["ADMIN", "admin", "Editor", "VIEWER", "signoz-admin", "ops", "", "toString", "__proto__"])(
    "become the same ones: %j",
    (name) => {
      expect(stored(name)).toBe(toCurrentRoleName(name));
    },
  );

  it("become the same ones, whatever the name", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.mixedCase(fc.constantFrom("admin", "editor", "viewer", "none"))), (name) => {
        expect(stored(name)).toBe(toCurrentRoleName(name));
      }),
      runs,
    );
  });
});

describe("ids of Arize", () => {
  const encoded = fc
    .array(fc.constantFrom("Role", "User", ":", ":", "1", "042", "aB-_", "!", "é", " "), { maxLength: 7 })
    .map((pieces) => Buffer.from(pieces.join(""), "latin1").toString("base64"));

  it.each([
    "",
    "Role:1:aBcD",
    "Um9sZTox",
    "Um9sZToxOmFCY0Q",
    "Um9sZToxOmFCY0Q=",
    "Um9sZToxOmFCY0Q=\n",
    "U3BhY2U6NTo_fj4-",
  ])("are read alike: %j", (text) => {
    expect(parseObjectId(text)).toEqual(readObjectId(text));
  });

  it("are read alike, in whatever form", () => {
    fc.assert(
      fc.property(fc.oneof(encoded, fc.base64String(), fc.string()), (text) => {
        expect(parseObjectId(text)).toEqual(readObjectId(text));
      }),
      runs,
    );
  });

  it("of the mock are ids to the provider", () => {
    const types = fc.constantFrom<IdType>(...Object.values(idTypes));
    fc.assert(
      fc.property(types, fc.nat(), fc.uint8Array({ minLength: 3, maxLength: 3 }), (type, number, bytes) => {
        const id = makeId(type, number, () => Buffer.from(bytes));
        expect(readObjectId(id)).toEqual({ type, number });
      }),
      runs,
    );
  });
});
