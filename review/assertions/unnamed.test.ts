import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import type { ExampleObject } from "../findings/example.ts";
import { createAccount, createRole, permit } from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openExample } from "../testing/examples.ts";

const deleter = createRole("deleter", permit("delete", "dashboard"));
const ci = createAccount("ci-a");
const boss = createAccount("boss", { roleIds: ["role-deleter"] });

function omitName(object: ExampleObject, name: unknown = unknown): ExampleObject {
  return { ...object, state: { ...object.state, id: unknown, name } };
}

function find(rule: object, after: readonly ExampleObject[]) {
  const assertions = [{ name: "rule", ...rule }];
  const change = openExample({ vendor: "signoz", says: "", before: [], after, assertions });
  return runFindings(change)
    .filter(({ code }) => code === "LK111")
    .map(({ message }) => message);
}

describe("a rule that forbids", () => {
  const hidden = omitName(createAccount("hidden", { roleIds: ["role-deleter"] }));
  const never = { subject: "ci-*", may: "delete dashboard" };
  const world = [deleter, ci, boss];

  it.each([
    { subject: "ci-*", may: "delete dashboard" },
    { subject: "ci-*", hold: "deleter" },
    { subject: "ci-*", reach: { role: "deleter" } },
    { subject: "ci-b", may: "delete dashboard" },
  ])("may mean whoever has no name yet: %j", (given) => {
    const [message, ...others] = find({ never: given }, [...world, hidden]);
    expect(others).toEqual([]);
    expect(message).toContain("It cannot be ruled out that access_service_account.hidden");
    expect(message).toContain("its name is not known yet");
    expect(find({ never: given }, world)).toEqual([]);
  });

  it("means nobody else by a name that is borne, an id or an address", () => {
    for (const subject of ["ci-a", "id:account-ci-a", "access_service_account.ci-*"]) {
      expect(find({ never: { ...never, subject } }, [...world, hidden])).toEqual([]);
    }
    expect(find({ never: { ...never, may: "update dashboard" } }, [...world, hidden])).toEqual([]);
  });

  it("is certain of whom it means by an address, without a name too", () => {
    const [message] = find({ never: { ...never, subject: "access_service_account.hid*" } }, [...world, hidden]);
    expect(message).toMatch(/^access_service_account\.hidden may delete dashboard/);
  });

  it("may mean a role that has no name yet", () => {
    const role = { ...omitName(createRole("new", permit("delete", "dashboard"))) };
    const withId = { ...role, state: { ...role.state, id: "role-new" } };
    const holder = createAccount("ci-b", { roleIds: ["role-new"] });
    const all = [createRole("team-a"), withId, holder];
    for (const rule of [
      { never: { role: "team-*", grant: "delete dashboard" } },
      { never: { subject: "ci-*", hold: "team-*" } },
      { only: { subject: "boss", hold: "team-*" } },
    ]) {
      const [message, ...others] = find(rule, [...all, createAccount("boss")]);
      expect(others).toEqual([]);
      expect(message).toContain("It cannot be ruled out that");
      expect(message).toContain("access_role.new, its name is not known yet");
    }
  });
});
