import { expect, test } from "vitest";
import type { Instance } from "#access/model/statements/instance.ts";
import { ManagedObjects } from "./managed.ts";

type State = Instance["state"];

function createInstance(type: string, state: State, address: string | null): Instance {
  const account = { vendor: "signoz", alias: "access", endpoint: "https://quay.example.com", organization: null };
  const isLive = address === null;
  const presence = isLive ? "live" : "managed";
  return { account, type, kind: "resource", state, address, presence, happening: isLive ? "seen" : "unchanged" };
}

const account = { id: "a1", name: "ferry", roleIds: null, groupIds: null, keysByHolders: null, email: null };
const binding = { id: "b1", serviceAccountId: "a1", roleId: "r1", memberId: null, groupId: null, scope: null };
const key = { id: "k1", serviceAccountId: "a1", name: "boat", expiresAt: null, retiring: null, encryptTo: null };

function manage(type: string, state: State): Instance {
  return createInstance(type, state, `access_${type}.mine`);
}

interface Case {
  readonly name: string;
  readonly managed: readonly Instance[];
  readonly live: Instance;
  readonly want: string;
}

const cases: readonly Case[] = [
  {
    name: "is managed by its id",
    managed: [manage("service_account", account)],
    live: createInstance("service_account", { ...account, name: "renamed" }, null),
    want: "managed access_service_account.mine",
  },
  {
    name: "is unmanaged if no state has it",
    managed: [manage("service_account", account)],
    live: createInstance("service_account", { ...account, id: "a2" }, null),
    want: "unmanaged",
  },
  {
    name: "is the vendor's own",
    managed: [],
    live: { ...createInstance("role", { id: "r9", name: "signoz-viewer", permissions: [] }, null), isBuiltIn: true },
    want: "builtIn",
  },
  {
    name: "is said by a list that has it",
    managed: [manage("service_account", { ...account, roleIds: ["r0", "r1"] })],
    live: createInstance("role_binding", binding, null),
    want: "said access_service_account.mine",
  },
  {
    name: "is excluded by a list that does not have it",
    managed: [manage("service_account", { ...account, roleIds: ["r0"] })],
    live: createInstance("role_binding", binding, null),
    want: "excluded access_service_account.mine",
  },
  {
    name: "is unmanaged beside an account whose roles are not managed",
    managed: [manage("service_account", account)],
    live: createInstance("role_binding", binding, null),
    want: "unmanaged",
  },
  {
    name: "is said by a binding that the vendor has under another id",
    managed: [manage("role_binding", { ...binding, id: "b0" })],
    live: createInstance("role_binding", binding, null),
    want: "said access_role_binding.mine",
  },
  {
    name: "is left to holders as a key of an account that says so",
    managed: [manage("service_account", { ...account, keysByHolders: true })],
    live: createInstance("key", key, null),
    want: "delegated access_service_account.mine",
  },
  {
    name: "is the old key of a managed one",
    managed: [
      manage("key", { ...key, id: "k2", retiring: [{ id: "k1", until: "2030-01-01T00:00:00Z", status: "retiring" }] }),
    ],
    live: createInstance("key", key, null),
    want: "said access_key.mine",
  },
  {
    name: "is not managed by what a data source looks up",
    managed: [{ ...manage("service_account", account), kind: "dataSource", presence: "data" }],
    live: createInstance("service_account", account, null),
    want: "unmanaged",
  },
];

test.each(cases)("$name", ({ managed, live, want }) => {
  const found = new ManagedObjects(managed, [live]).find(live);
  switch (found.kind) {
    case "managed":
      return expect(`managed ${found.by.map(({ address }) => address).join(" ")}`).toBe(want);
    case "said":
    case "excluded":
    case "delegated":
      return expect(`${found.kind} ${found.by.address}`).toBe(want);
    default:
      return expect(found.kind).toBe(want);
  }
});
