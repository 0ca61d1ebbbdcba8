import { describe, expect, it } from "vitest";
import type { Instance } from "#access/model/statements/instance.ts";
import { runFindings } from "../findings/run-findings.ts";
import { openChange } from "./open-change.ts";
import { deriveHappenings } from "./happenings.ts";
import { createAccount, createKey, createRole, findManagedRole, permit } from "../findings/example-objects.ts";
import type { ExampleObject } from "../findings/example.ts";

const at = "2027-01-01T00:00:00Z";

/** An object as a state tells of it. */
function store({ type, address, state, kind = "resource" }: ExampleObject): Instance {
  const account = { vendor: "signoz", alias: "main", endpoint: "https://signoz.example.com", organization: null };
  const presence = kind === "resource" ? "managed" : "data";
  return { account, type, kind, state, address, presence, happening: presence === "data" ? "seen" : "unchanged" };
}

const admin = store(findManagedRole("signoz-admin"));
const deployer = store(createAccount("deployer", { roleIds: ["role-signoz-admin"] }));
const ferry = store(createAccount("ferry", { roleIds: ["role-minter"] }));
const narrow = store(createRole("minter", permit("read", "dashboard")));
const wide = store(createRole("minter", permit("create", "factor-api-key"), permit("attach", "serviceaccount")));

describe("two documents that say what is, and not what happened", () => {
  it("tell what was created, changed and replaced", () => {
    const recreated: Instance = { ...deployer, state: { ...deployer.state, id: "another" } };
    const after = deriveHappenings([admin, deployer, narrow], [admin, recreated, wide, ferry]);
    expect(after.map(({ happening }) => happening)).toEqual(["seen", "replaced", "updated", "created"]);
  });

  it("tell a rotation from a replacement", () => {
    const old = store(createKey("ferry", { expiresAt: "2031-01-01T00:00:00Z" }));
    const change = (state: Instance["state"]): Instance => ({ ...old, state: { ...old.state, ...state } });
    expect(deriveHappenings([old], [change({ id: "another" })])[0]?.happening).toBe("updated");
    const moved = change({ id: "another", serviceAccountId: "account-raft" });
    expect(deriveHappenings([old], [moved])[0]?.happening).toBe("replaced");
  });

  it("leave what is the same as it was", () => {
    const before = [admin, deployer, narrow, ferry];
    expect(deriveHappenings(before, structuredClone(before))).toEqual(before);
  });

  it("are searched for escalations, as a plan is", () => {
    const before = [admin, deployer, narrow, ferry];
    const after = deriveHappenings(before, [admin, deployer, wide, ferry]);
    const sides = [before, after].map((instances) => ({
      instances,
      blind: [],
      assumptions: [],
      moves: new Map<string, string>(),
      count: instances.length,
    }));
    const [old, now] = sides;
    if (old === undefined || now === undefined) throw new Error("there are two sides");
    const found = runFindings(openChange([{ name: "states", before: old, after: now }], at));
    const escalations = found.filter(({ code }) => code === "LK105");
    expect(escalations.map(({ message }) => message)).toEqual([expect.stringContaining("ferry can come to act as")]);
    expect(found.map(({ code }) => code)).toContain("LK104");
  });
});
