import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAccount, createKey, createRole, permit } from "../findings/example-objects.ts";
import { openExample } from "../testing/examples.ts";
import { hostileNames } from "../testing/reports.ts";
import { encodeText } from "./identifiers.ts";
import { exportFormats } from "./registry.gen.ts";
import { decodeText, readCedar, readCell, readStore, readTable, writeExport } from "./testing/readers.ts";

const canary = "canary-secret-4711";

/** Accounts with these names, which all hold a role, and a key with a secret. */
function openNames(names: readonly string[]) {
  const role = createRole("reader", permit("read", "dashboard"));
  const accounts = names.map((name, at) => {
    const object = createAccount("ferry");
    return {
      ...object,
      address: `access_service_account.n${at}`,
      state: { id: `a-${at}`, name, roleIds: ["role-reader"] },
    };
  });
  const key = createKey("ferry", { serviceAccountId: "a-0", secret: canary });
  return openExample({ vendor: "signoz", says: "", before: [], after: [role, ...accounts, key] });
}

describe("hostile names", () => {
  it("in a table come back as they were, and no program evaluates or obeys them", () => {
    const formulas = [
      "=HYPERLINK(1)",
      "+1",
      "-1",
      "@SUM(1)",
      "\tx",
      "\rx",
      "＝1",
      "'quoted",
      '"',
      "a,b",
      " x ",
      "\\u{1b}",
      "\\",
    ];
    const names = [...hostileNames, ...formulas];
    const { after } = openNames(names);
    const text = writeExport("csv", after.graph);
    const rows = readTable(text);
    expect(rows.map(({ subject = "" }) => readCell(subject)).toSorted()).toEqual(names.toSorted());
    for (const cell of rows.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(text).not.toMatch(/##\[|^::|(?!\u200B)\p{Cf}|(?![\r\n])\p{Cc}/mu);
  });

  it.each(hostileNames.map((name) => ({ name })))("are no syntax to any tool: $name", ({ name }) => {
    const { after, blind } = openNames([name]);
    const graph = after.graph;
    readStore(writeExport("openfga", graph, [...blind, name]));
    readCedar(writeExport("cedar", graph, [...blind, name]));
    for (const form of ["openfga", "cedar"]) {
      expect(writeExport(form, graph, [name])).not.toMatch(/##\[|^\s*::|(?!\u200B)\p{Cf}|(?![\r\n])\p{Cc}/mu);
    }
  });

  it("and ids are reversible in identifiers, which have only characters that every tool takes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "+", "\uD800x", "a/b", "*")), (text) => {
        const encoded = encodeText(text);
        expect(encoded).toMatch(/^[A-Za-z0-9_.+-]+$/);
        expect(decodeText(encoded)).toBe(text);
      }),
    );
  });

  it("that are too long for OpenFGA are cut to a digest, and the file says of what", () => {
    const { after } = openExample({
      vendor: "signoz",
      says: "",
      before: [],
      after: [
        createRole("reader", permit("read", "dashboard", ["x".repeat(300)])),
        { ...createAccount("ferry"), state: { id: "a-1", name: "ferry", roleIds: ["role-reader"] } },
      ],
    });
    const text = writeExport("openfga", after.graph);
    expect(readStore(text).some(({ object }) => /^right:\+sha256\/[0-9a-f]{64}$/.test(object))).toBe(true);
    expect(text).toMatch(/^# right:\+sha256\/[0-9a-f]{64} stands for .*x{300}/m);
  });
});

it.each(exportFormats)("$name: holds no secret", ({ name }) => {
  const { after } = openNames(["ferry"]);
  const text = writeExport(name, after.graph);
  expect(text).toContain("ferry");
  expect(text).not.toContain(canary);
});
