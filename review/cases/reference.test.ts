import { describe, expect, it } from "vitest";
import { unknown } from "#access/schema/unknown.ts";
import type { Example, ExampleObject } from "../findings/example.ts";
import { asUnchanged, createAccount, createRole, permit } from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openExample } from "../testing/examples.ts";
import { buildReport } from "../report/build-report.ts";

type Sides = Pick<Example, "before" | "after" | "reference">;

function open(sides: Sides) {
  return openExample({ vendor: "signoz", says: "", ...sides });
}

/** What goes beyond the reference: what the change does not bring with a tilde. */
function find(sides: Sides): readonly string[] {
  return runFindings(open(sides))
    .filter(({ code }) => code === "LK110")
    .map(({ isIntroduced, message }) => `${isIntroduced ? "" : "~"}${message}`);
}

const reader = createRole("reader", permit("read", "dashboard"));
const writer = createRole("writer", permit("update", "dashboard"));
const wider = createRole("writer", permit("update", "dashboard"), permit("delete", "dashboard"));
const ferry = createAccount("ferry", { roleIds: ["role-writer"] });
const nightly = createAccount("nightly", { roleIds: ["role-writer"] });
const approved = [reader, writer, ferry, nightly];

/** Another account with the name of `ferry`. */
function copyName(address: string, happening: ExampleObject["happening"] = "created"): ExampleObject {
  return { ...ferry, address, happening, state: { ...ferry.state, id: unknown } };
}

const other = copyName("access_service_account.other");

describe("a namesake of who is approved", () => {
  it.each([
    { name: "beside it", before: [writer, ferry], after: [writer, asUnchanged(ferry), other] },
    { name: "of one that another stack has", before: [writer], after: [asUnchanged(writer), other] },
    { name: "in the place of one that is deleted", before: [writer, ferry], after: [asUnchanged(writer), other] },
  ])("inherits nothing: $name", ({ before, after }) => {
    expect(find({ before, after, reference: approved })).toEqual([
      expect.stringMatching(/^ferry(?:, which is not the one of this name there,)? may newly update dashboard/),
    ]);
  });

  it("of another id inherits nothing either, and is not new if the change leaves it alone", () => {
    const stranger = { ...ferry, state: { ...ferry.state, id: "account-stranger" } };
    expect(find({ before: [writer, stranger], after: [writer, stranger], reference: [writer, ferry] })).toHaveLength(1);
  });

  it("is the same if it is replaced at its address", () => {
    const again = copyName(ferry.address, "replaced");
    expect(find({ before: [writer, ferry], after: [asUnchanged(writer), again], reference: approved })).toEqual([]);
    const stranger = { ...ferry, state: { ...ferry.state, id: "account-stranger" } };
    expect(find({ before: [writer, stranger], after: [asUnchanged(writer), again], reference: approved })).toHaveLength(
      1,
    );
  });
});

describe("holders whom only the reference has", () => {
  it("come to more by a role that is edited", () => {
    const found = runFindings(open({ before: [writer], after: [wider], reference: approved }));
    const own = found.filter(({ code }) => code === "LK110");
    expect(own.map(({ message, isIntroduced, address }) => [message.split(" may")[0], isIntroduced, address])).toEqual([
      ["ferry", true, wider.address],
      ["nightly", true, wider.address],
    ]);
    expect(new Set(own.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it("are no new ones where the role is wider already", () => {
    const [first, ...others] = find({ before: [wider], after: [wider], reference: [writer, ferry] });
    expect(first).toMatch(/^~ferry may already delete dashboard/);
    expect(others).toEqual([]);
  });

  it("are not asked where the change takes the role away from them", () => {
    expect(find({ before: [writer], after: [asUnchanged(writer)], reference: approved })).toEqual([]);
  });
});

describe("an account that is replaced with equal rights", () => {
  const tell = (after: readonly ExampleObject[]) =>
    buildReport(open({ before: [writer, ferry], after }), []).credentials.map(({ kind, address }) => [kind, address]);

  it("is told of", () => {
    expect(tell([asUnchanged(writer), copyName(ferry.address, "replaced")])).toContainEqual([
      "accountReplaced",
      ferry.address,
    ]);
    expect(tell([asUnchanged(writer), other])).toContainEqual(["accountReplaced", other.address]);
  });

  it("and not where it stays", () => {
    expect(tell([asUnchanged(writer), asUnchanged(ferry)])).toEqual([]);
    const kinds = tell([asUnchanged(writer), asUnchanged(ferry), other]).map(([kind]) => kind);
    expect(kinds).not.toContain("accountReplaced");
  });
});
