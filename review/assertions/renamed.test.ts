import { describe, expect, it } from "vitest";
import type { ExampleObject } from "../findings/example.ts";
import { createAccount, createRole, permit } from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openExample } from "../testing/examples.ts";

const deleter = createRole("deleter", permit("delete", "dashboard"));
const reader = createRole("reader", permit("read", "dashboard"));
const one = createAccount("ci-a", { roleIds: ["role-reader"] });
const other = createAccount("boss", { roleIds: ["role-deleter"] });

function rename(object: ExampleObject, name: string): ExampleObject {
  return { ...object, state: { ...object.state, name } };
}

function find(rule: object, before: readonly ExampleObject[], after: readonly ExampleObject[]): readonly string[] {
  const assertions = [{ name: "rule", ...rule }];
  const change = openExample({ vendor: "signoz", says: "", before, after, assertions, baseAssertions: assertions });
  return runFindings(change)
    .filter(({ code }) => code === "LK807")
    .map(({ message, isIntroduced }) => `${isIntroduced ? "" : "~"}${message}`);
}

describe("names that the change swaps", () => {
  const before = [reader, deleter, one, other];
  const swapped = [reader, deleter, rename(one, "boss"), rename(other, "ci-a")];
  const saysSo = expect.stringMatching(/"boss" no longer means boss, which the change renames to ci-a/);

  it.each([
    { never: { subject: "boss", reach: { role: "deleter" } } },
    { only: { subject: "boss", may: "delete dashboard" } },
    { exactly: { role: "deleter", heldBy: "boss" } },
  ])("are told: %j", (rule) => {
    expect(find(rule, before, swapped)).toEqual([saysSo]);
    expect(find(rule, before, before)).toEqual([]);
  });

  it("are told of roles too", () => {
    const roles = [rename(reader, "deleter"), rename(deleter, "reader"), one, other];
    const rule = { never: { subject: "ci-a", hold: "deleter" } };
    expect(find(rule, before, roles)).toEqual([
      expect.stringMatching(/"deleter" no longer means deleter, which the change renames to reader/),
    ]);
  });

  it("are told where a pattern still means others", () => {
    const rule = { never: { subject: "ci-*", may: "delete dashboard" } };
    const more = createAccount("ci-b");
    expect(find(rule, [reader, deleter, one, more], [reader, deleter, rename(one, "x"), more])).toHaveLength(1);
  });

  it("change nothing where an id or an address is meant", () => {
    for (const subject of ["id:account-boss", "access_service_account.boss", "access_service_account.*"]) {
      expect(find({ never: { subject, may: "update dashboard" } }, before, swapped)).toEqual([]);
    }
  });
});
