import { describe, expect, it } from "vitest";
import type { Instance } from "#access/model/statements/instance.ts";
import { listDifferences } from "./compare-attributes.ts";
import { splitListed } from "./split-listed.ts";

const account = { vendor: "bigeye", alias: "x", endpoint: "https://bigeye.example.com", organization: null };

function createRole(state: Instance["state"], address: string | null): Instance {
  const presence = address === null ? "live" : "managed";
  return { account, type: "role", kind: "resource", state, address, presence, happening: "unchanged" };
}

const allow = (action: string, resource: string) => ({ action, resource, selectors: null });
const view = createRole({ id: "1", name: "View", managed: true, permissions: [allow("READ", "ALL")] }, null);
const own = [allow("WRITE", "TABLE")];
const stored = createRole({ id: "9", name: "loader", base: "VIEW", permissions: own }, "access_role.loader");

describe("a role that is built on one of the vendor's", () => {
  it.each([
    { name: "has what its base gives", listed: [allow("READ", "ALL"), ...own], want: [] },
    {
      name: "has more beside",
      listed: [allow("READ", "ALL"), ...own, allow("WRITE", "PROFILE")],
      want: ["permissions"],
    },
    { name: "lacks something of its own", listed: [allow("READ", "ALL")], want: ["permissions"] },
    { name: "is not built on it any more", listed: own, want: ["base"] },
  ])("$name", ({ listed, want }) => {
    const live = createRole({ id: "9", name: "loader", base: null, permissions: listed, managed: false }, null);
    const [, seen = live] = splitListed([view, live], [stored]);
    expect([...listDifferences(stored, seen).keys()].toSorted()).toEqual(want);
  });
});
