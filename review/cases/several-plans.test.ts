import { describe, expect, it } from "vitest";
import { openChange } from "../change/open-change.ts";
import { createChange, createPlan, type PlannedChange } from "../findings/example-documents.ts";
import { runFindings } from "../findings/run-findings.ts";
import { readSides } from "../read-source.ts";

const at = "2030-01-01T00:00:00Z";
const permission = (action: string) => ({ action, resource: "dashboard", selectors: null });

interface Values {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A role that a plan has, or looks up. */
function role(name: string, { before, after }: Values, mode: "managed" | "data" = "managed"): PlannedChange {
  const made = createChange(name, [before.join() === after.join() ? "no-op" : "update"]);
  const values = (actions: readonly string[]) => ({ id: "r1", name: "shared", permissions: actions.map(permission) });
  const change = { ...made.change, before: values(before), after: values(after) };
  return { ...made, address: mode === "data" ? `data.${made.address}` : made.address, mode, change } as PlannedChange;
}

const holder: PlannedChange = (() => {
  const made = createChange("ferry", ["no-op"], { noun: "service_account" });
  const values = { id: "a1", name: "ferry", role_ids: ["r1"] };
  return { ...made, change: { ...made.change, before: values, after: values } };
})();

function open(
  plans: Readonly<Record<string, readonly PlannedChange[]>>,
  vendors: Parameters<typeof readSides>[1]["vendors"] = [
    { address: null, vendor: "signoz", endpoint: "https://a.example" },
  ],
  blocks = [{ key: "access", vendor: "signoz" }],
) {
  const documents = Object.entries(plans).map(([name, changes]) => {
    return { name, ...readSides(JSON.stringify(createPlan(changes, blocks)), { vendors }) };
  });
  return openChange(documents, at);
}

describe("plans about one object", () => {
  const same: Values = { before: ["read"], after: ["read"] };

  it("are told to be out of date where they tell different things of before", () => {
    const { blind } = open({
      "a.json": [role("shared", { before: ["read"], after: ["read", "update"] })],
      "b.json": [role("own", { before: ["read", "delete"], after: ["read", "delete"] })],
    });
    expect(blind).toEqual([
      "a.json: access_role.shared and b.json: access_role.own are one object, and tell different things of what is there before the change: a.json or b.json is out of date. Plan again.",
    ]);
    expect(open({ "a.json": [role("shared", same)], "b.json": [role("own", same)] }).blind).toEqual([]);
  });

  it("count with what the change makes of it, and not with what another one read before", () => {
    const narrowed = role("shared", { before: ["read", "update"], after: ["read"] });
    const seen = role("shared", { before: ["read", "update"], after: ["read", "update"] });
    const { difference } = open({ "a.json": [narrowed], "b.json": [seen, holder] });
    expect(difference.verdict).toBe("narrows");
  });
});

describe("provider blocks of which nobody says the endpoint", () => {
  const second = createChange("raft", ["create"], { noun: "service_account", provider: "access.second" });
  const blocks = [
    { key: "access", vendor: "signoz" },
    { key: "access.second", vendor: "signoz" },
  ];

  it("are told to be taken for two accounts, with what to add", () => {
    const change = open({ "a.json": [holder, second] }, [], blocks);
    expect(change.blind.join("\n")).toMatch(
      /provider blocks access, access\.second: they are taken for 2 accounts at signoz.*Add --vendor access=signoz@ENDPOINT --vendor access\.second=signoz@ENDPOINT\./,
    );
    expect(runFindings(change).find(({ code }) => code === "LK901")).toMatchObject({ isIntroduced: true });
  });

  it("and so are those of two plans", () => {
    const { blind } = open({ "a.json": [holder], "b.json": [role("own", { before: ["read"], after: ["read"] })] }, []);
    expect(blind.join("\n")).toMatch(/a\.json: access, b\.json: access: .*Add --vendor signoz@ENDPOINT\./);
  });

  it("are not where one is said by another one of its own, or there is only one", () => {
    const vendors = [{ address: null, vendor: "signoz", endpoint: "https://a.example" }];
    expect(open({ "a.json": [holder, second] }, vendors, blocks).blind).toEqual([]);
    expect(open({ "a.json": [holder] }, []).blind).toEqual([]);
  });
});
