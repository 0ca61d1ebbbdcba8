import { describe, expect, it } from "vitest";
import { findReach } from "#access/graph/reach.ts";
import { listSubjects, nameNodeOf } from "#access/graph/questions.ts";
import { keep, readPlanCase } from "../testing/plan-case.ts";

const attach = (resource: string, selectors: readonly string[]) => ({ action: "attach", resource, selectors });
const create = { action: "create", resource: "factor-api-key", selectors: null };
const role = (permissions: readonly object[]) => ({ id: "r1", name: "maker", managed: false, permissions });
const admin = { id: "r9", name: "signoz-admin", managed: true, permissions: [] };
const robot = keep("service_account", "robot", { id: "a1", name: "robot", role_ids: ["r1"] });

describe("a literal id", () => {
  it("of an account that was replaced dangles: it grants nothing on the new one", () => {
    const chief = { name: "chief", role_ids: ["r9"] };
    const { before, after } = readPlanCase("signoz", [
      keep("role", "maker", role([create, attach("serviceaccount", ["old"])])),
      keep("role", "admin", admin),
      robot,
      {
        noun: "service_account",
        name: "chief",
        before: { id: "old", ...chief },
        after: { id: null, ...chief },
        unknown: ["id"],
        actions: ["delete", "create"],
      },
    ]);
    const reachIn = (graph: typeof before): number => {
      const subject = listSubjects(graph).find((id) => nameNodeOf(graph, id) === "robot") ?? "";
      return findReach(graph, subject).rights.length;
    };
    expect(reachIn(before)).toBe(1);
    expect(reachIn(after)).toBe(0);
  });
});

describe("a selector that is a name", () => {
  const renamed = (name: string) => ({ id: "r2", name, managed: false, permissions: [create] });

  it("means whatever bears it: a role that is renamed is out of its reach", () => {
    const { difference, before, after } = readPlanCase("signoz", [
      keep("role", "maker", role([attach("role", ["ops"]), attach("serviceaccount", ["a1"])])),
      { noun: "role", name: "ops", before: renamed("ops"), after: renamed("crew") },
      robot,
    ]);
    const chains = [before, after].map((graph) => {
      const subject = listSubjects(graph).find((id) => nameNodeOf(graph, id) === "robot") ?? "";
      return findReach(graph, subject).rights.flatMap(({ chain }) => chain.map(({ text }) => text));
    });
    expect(difference.verdict).toBe("neither");
    expect(chains).toEqual([["robot gives role ops to account robot"], []]);
  });

  it("waits for a role of that name: who may create roles makes one", () => {
    const { after } = readPlanCase("signoz", [
      keep(
        "role",
        "maker",
        role([
          attach("role", ["ops"]),
          attach("serviceaccount", ["a1"]),
          { action: "create", resource: "role", selectors: null },
        ]),
      ),
      robot,
    ]);
    const subject = listSubjects(after).find((id) => nameNodeOf(after, id) === "robot") ?? "";
    const told = findReach(after, subject).rights.map(({ atom, chain }) => [
      atom.kind,
      ...chain.map(({ text }) => text),
    ]);
    expect(told).toContainEqual([
      "everyAct",
      "robot creates role ops with any permission",
      "robot gives role ops to account robot",
    ]);
  });
});

describe("a permission that the vendor checks on the whole kind alone", () => {
  it.each(["list", "create"])("grants nothing on an id at SigNoz: %s", (action) => {
    const resource = "serviceaccount";
    const { tell, difference } = readPlanCase("signoz", [
      { noun: "role", name: "maker", before: role([]), after: role([{ action, resource, selectors: ["a1"] }]) },
      robot,
    ]);
    expect(tell("robot", "upper")).toEqual([]);
    expect(difference.verdict).toBe("neither");
  });
});
