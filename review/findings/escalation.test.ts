import { expect, it } from "vitest";
import type { Instance } from "#access/model/statements/instance.ts";
import { openChange } from "../change/open-change.ts";
import type { ExampleObject } from "./example.ts";
import { createAccount, createRole, findManagedRole, permit } from "./example-objects.ts";
import { runFindings } from "./run-findings.ts";

function plan({ type, address, state, kind = "resource" }: ExampleObject, happening: Instance["happening"]): Instance {
  const account = { vendor: "signoz", alias: "main", endpoint: "https://signoz.example.com", organization: null };
  return { account, type, kind, state, address, presence: kind === "resource" ? "managed" : "data", happening };
}

it("is a finding of its own for each of many equal accounts, with the chain told once", () => {
  const there = [
    plan(findManagedRole("signoz-admin"), "seen"),
    plan(createAccount("deployer", { roleIds: ["role-signoz-admin"] }), "unchanged"),
    plan(createRole("minter", permit("create", "factor-api-key"), permit("attach", "serviceaccount")), "unchanged"),
  ];
  const bots = Array.from({ length: 300 }, (_, index) =>
    plan(createAccount(`bot-${index}`, { roleIds: ["role-minter"] }), "created"),
  );
  const side = (instances: readonly Instance[]) => {
    return { instances, blind: [], assumptions: [], moves: new Map<string, string>(), count: instances.length };
  };
  const change = openChange(
    [{ name: "plan", before: side(there), after: side([...there, ...bots]) }],
    "2027-01-01T00:00:00Z",
  );
  const found = runFindings(change).filter(({ code }) => code === "LK105");
  expect(found).toHaveLength(300);
  expect(new Set(found.map(({ address }) => address)).size).toBe(300);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(300);
  const told = found.filter(({ message }) => message.includes("makes a key") || message.includes("creates a key"));
  const like = found.filter(({ message }) => message.includes("in the way that bot-0 can, which holds the same."));
  expect(told).toHaveLength(1);
  expect(like).toHaveLength(299);
  expect(found.every(({ severity }) => severity === "error")).toBe(true);
  const fixes = found.filter(({ fix }) => fix.startsWith("The smallest change that prevents it takes out "));
  expect(fixes).toEqual(told);
});
