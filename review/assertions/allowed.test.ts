import { describe, expect, it } from "vitest";
import { openChange } from "../change/open-change.ts";
import type { Example, ExampleObject } from "../findings/example.ts";
import { createAccount, createKey, createRole, permit } from "../findings/example-objects.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openExample } from "../testing/examples.ts";
import { parseAssertions } from "./assertion-file.ts";
import { judgeAssertion } from "./judge-assertion.ts";

const deleter = createRole("deleter", permit("delete", "dashboard"));
const holds = { roleIds: ["role-deleter"] };
const uuid = "7b0f1c2e-0000-4000-8000-000000000001";

function nameAccount(name: string, at: string, id: unknown = `account-${at}`): ExampleObject {
  return createAccount(at, { ...holds, id, name });
}

function open(after: readonly ExampleObject[]) {
  return openExample({ vendor: "signoz", says: "", before: [], after: [deleter, ...after] }).after;
}

function read(rule: object) {
  const [assertion] = parseAssertions(JSON.stringify({ assertions: [{ name: "rule", ...rule }] }), "rules.json");
  if (assertion === undefined) throw new Error("no assertion");
  return assertion;
}

function judge(names: readonly string[], after: readonly ExampleObject[]) {
  const { violations, unmatched } = judgeAssertion(
    open(after).graph,
    read({ only: { subject: names, may: "delete dashboard" } }),
  );
  return { says: violations.map(({ says }) => says), unmatched: unmatched.join("\n") };
}

describe("a list that allows something", () => {
  const evil = createAccount("evil", holds);
  const named = createKey("evil", { name: "platform" });

  it("lets nobody in by the name of a key", () => {
    const { says, unmatched } = judge(["platform"], [evil, named]);
    expect(says).toEqual(["evil may delete dashboard"]);
    expect(unmatched).toContain('"platform" is the name of a key, and the name of a key lets nobody in');
    for (const rule of [
      { only: { subject: ["platform"], may: "delete dashboard" } },
      { exactly: { permission: "delete dashboard", heldBy: ["platform"] } },
    ]) {
      const about: Example = { vendor: "signoz", says: "", before: [], after: [deleter, evil, named] };
      const found = runFindings(openExample({ ...about, assertions: [{ name: "rule", ...rule }] }));
      expect(found.filter(({ code }) => code === "LK111").map(({ message }) => message)[0]).toContain("evil may");
    }
  });

  it.each(["access_key.evil", "key-evil", "id:key-evil", "id:account-evil", "access_service_account.evil", "evil"])(
    "lets in by %s",
    (name) => {
      expect(judge([name], [evil, named])).toEqual({ says: [], unmatched: "" });
    },
  );

  it("lets nobody in by a name that is an id of something, or looks like one", () => {
    expect(judge(["a1"], [nameAccount("boss", "boss", "a1"), nameAccount("a1", "evil")]).says).toEqual([
      "a1 may delete dashboard",
    ]);
    for (const id of [uuid, "42"]) {
      const { says, unmatched } = judge([id], [nameAccount(id, "evil", null)]);
      expect(says).toEqual([`${id} may delete dashboard`]);
      expect(unmatched).toContain("a name that looks like an id lets nobody in");
      expect(judge([id], [nameAccount("boss", "boss", id)])).toEqual({ says: [], unmatched: "" });
    }
  });

  it("means ids alone by id:", () => {
    expect(judge(["id:a1"], [nameAccount("a1", "evil"), nameAccount("id:a1", "other")]).says).toHaveLength(2);
    expect(judge(["id:a1"], [nameAccount("boss", "boss", "a1")]).says).toEqual([]);
  });

  it("lets nobody in by a name that is borne in two accounts of a vendor", () => {
    const { instances } = open([nameAccount("platform", "one")]);
    const others = open([nameAccount("platform", "two", "account-two")]).instances.map((one) => ({
      ...one,
      address: `${one.address}_b`,
      account: { ...one.account, alias: "b", endpoint: "https://other.example.com" },
    }));
    const empty = { instances: [], blind: [], assumptions: [], moves: new Map(), count: 0 };
    const after = { ...empty, instances: [...instances, ...others] };
    const { graph } = openChange([{ name: "x", before: empty, after }], "2030-01-01T00:00:00Z").after;
    const judgeIn = (subject: string) => judgeAssertion(graph, read({ only: { subject, may: "delete dashboard" } }));
    const byName = judgeIn("platform");
    expect(byName.violations).toHaveLength(2);
    expect(byName.unmatched[0]).toMatch(
      /is the name of 2, in 2 accounts at SigNoz, and lets nobody in\. Give the address/,
    );
    const byAddress = judgeIn("access_service_account.one");
    expect(byAddress.violations).toHaveLength(1);
    expect(byAddress.unmatched).toEqual([]);
  });
});
