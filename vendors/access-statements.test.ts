import { describe, expect, it } from "vitest";
import { findDifference } from "#access/graph/broadening.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { buildGraph, findNode } from "#access/graph/graph.ts";
import { findReach } from "#access/graph/reach.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { presentSecret } from "#access/schema/decode-record.ts";
import { Link } from "#access/model/statements/link.ts";
import type { Space } from "#access/model/statements/ref.ts";
import { unknown } from "#access/schema/unknown.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { nounDefinitions } from "./definitions.ts";
import { vendorFacts } from "./facts-registry.gen.ts";
import { graphFacts } from "./graph-facts-registry.gen.ts";

type State = Instance["state"];

interface Said {
  readonly type: string;
  readonly state: State;
  readonly address?: string;
  readonly kind?: Instance["kind"];
}

const known = { vendors: vendorFacts, graphs: graphFacts };

/** Every attribute of a noun, null unless it is given. */
function stateOf({ kind = "resource", type, state }: Said): State {
  const definitions = kind === "resource" ? nounDefinitions : dataSourceDefinitions;
  const { attributes = {} } = definitions.find((one) => one.type === type) ?? {};
  return { ...Object.fromEntries(Object.keys(attributes).map((name) => [name, null])), ...state };
}

function speak(vendor: string, said: readonly Said[]) {
  const account = { vendor, alias: "main", endpoint: "https://access.example.com", organization: null };
  const instances = said.map((one): Instance => {
    const { type, address = null, kind = "resource" } = one;
    return { account, type, kind, state: stateOf(one), address, presence: "managed", happening: "unchanged" };
  });
  const spoken = listStatements({ instances, blind: [], assumptions: [] }, known);
  const graph = buildGraph(spoken.statements, spoken.facts);
  const key = createAccountKey(account);
  const nodeOf = (space: Space, text: string, kind: "id" | "name" | "address" = "id"): string => {
    return findNode(graph, { account: key, space, kind, text }) ?? "";
  };
  const tell = (node: string, bound: "lower" | "upper" = "lower"): readonly string[] =>
    findEffectiveRights(graph, node)[bound].map(({ atom, scope }) => {
      const where = scope === null ? "" : ` @ ${JSON.parse(scope)[3] as string}`;
      const what =
        atom.kind === "act"
          ? `${atom.action} ${atom.resource} ${atom.selector}`
          : atom.kind === "standing"
            ? atom.standing
            : atom.kind;
      return `${what}${where}`;
    });
  return { ...spoken, graph, nodeOf, tell };
}

describe("SigNoz", () => {
  const role = {
    type: "role",
    state: {
      id: "r1",
      name: "key-maker",
      permissions: [
        { action: "create", resource: "factor-api-key", selectors: null },
        { action: "attach", resource: "serviceaccount", selectors: ["a2"] },
        { action: "list", resource: "serviceaccount", selectors: ["a2"] },
      ],
    },
  };
  const account = (id: string, name: string, roleIds: readonly unknown[] | null): Said => ({
    type: "service_account",
    state: { id, name, roleIds },
  });

  it("gives an account its roles, without what has no effect", () => {
    const { tell, nodeOf } = speak("signoz", [role, account("a1", "robot", ["r1"])]);
    expect(tell(nodeOf("principal", "a1"))).toEqual(["attach serviceaccount a2", "create factor-api-key *"]);
  });

  it("lets who may mint on an account act as it: the guard of an administrator's account", () => {
    const admin: Said = {
      type: "role",
      kind: "dataSource",
      state: { id: "r9", name: "signoz-admin", managed: true, permissions: [] },
    };
    const { graph, nodeOf } = speak("signoz", [
      role,
      admin,
      account("a1", "robot", ["r1"]),
      account("a2", "chief", ["r9"]),
    ]);
    const { rights } = findReach(graph, nodeOf("principal", "a1"));
    expect(rights).toMatchObject([
      {
        atom: { standing: "signoz-admin" },
        chain: [{ number: 1, text: "robot creates a key of account chief and acts as that account" }],
      },
    ]);
  });

  it("takes a custom role with every permission for no administrator", () => {
    const every = vendorFacts["signoz"]?.permissions.managedRoles["signoz-admin"] ?? [];
    const { tell, nodeOf } = speak("signoz", [
      { type: "role", state: { id: "r2", name: "all", permissions: every } },
      account("a1", "robot", ["r2"]),
    ]);
    expect(tell(nodeOf("principal", "a1"))).not.toContain("signoz-admin");
    expect(every.length).toBeGreaterThan(100);
  });

  it("maps groups that replace the default, and knows former names of roles", () => {
    const mapping: Said = {
      type: "role_mapping",
      state: { id: "d1", authDomainId: "d1", groupMappings: { pilots: "ADMIN" } },
    };
    const { graph, tell } = speak("signoz", [mapping]);
    const subjects = graph.nodes.all().filter(({ as }) => as !== null);
    const found = subjects.map(({ as, id }) => [as, tell(id).filter((one) => one.startsWith("signoz-"))]);
    expect(found.toSorted()).toEqual([
      ["everyoneElse", ["signoz-viewer"]],
      ["idpGroup", ["signoz-admin"]],
    ]);
    expect(graph.precedences).toHaveLength(1);
  });

  it("bounds a selector by what it refers to, and a reference by its address", () => {
    const later = {
      type: "role",
      address: "access_role.maker",
      state: {
        id: unknown,
        name: "maker",
        permissions: [
          { action: "attach", resource: "serviceaccount", selectors: [new Link(["access_service_account.chief"])] },
        ],
      },
    };
    const chief: Said = {
      type: "service_account",
      address: "access_service_account.chief",
      state: { id: unknown, name: "chief", roleIds: [new Link(["access_role.maker"])] },
    };
    const { tell, nodeOf } = speak("signoz", [later, chief]);
    expect(tell(nodeOf("principal", "access_service_account.chief", "address"))).toEqual([
      "attach serviceaccount (id of access_service_account.chief)",
    ]);
  });
});

describe("Arize", () => {
  const access = {
    accountRole: null,
    organizations: [
      {
        orgId: "o1",
        role: null,
        spaces: [
          { spaceId: "s1", role: { type: "PREDEFINED", name: "READ_ONLY", id: null } },
          { spaceId: "s2", role: { type: "CUSTOM", id: "r1", name: null } },
        ],
      },
    ],
  };
  const custom: Said = {
    type: "role",
    state: { id: "r1", name: "binder", permissions: [{ action: "CREATE", resource: "ROLE_BINDING", selectors: null }] },
  };
  const key = (given: State): Said => ({
    type: "key",
    address: "access_key.bot",
    state: { id: "k1", name: "bot", ...given },
  });

  it("gives a key's bot the levels of its access, those left out too", () => {
    const { tell, nodeOf } = speak("arize", [custom, key({ access, serviceAccountId: "u1" })]);
    const told = tell(nodeOf("principal", "u1"));
    expect(told).toEqual(
      expect.arrayContaining([
        "account MEMBER",
        "organization READ_ONLY @ organization/o1",
        "space READ_ONLY @ space/s1",
        "CREATE ROLE_BINDING * @ space/s2",
        "READ PROJECT * @ space/s1",
      ]),
    );
    expect(told).not.toContain("READ PROJECT * @ space/s2");
  });

  it("finds a bot that is not created yet by its key's address", () => {
    const binding: Said = {
      type: "role_binding",
      state: {
        id: unknown,
        roleId: "r1",
        serviceAccountId: new Link(["access_key.bot"]),
        scope: { type: "project", id: "p1" },
      },
    };
    const { tell, nodeOf } = speak("arize", [custom, key({ id: unknown, access, serviceAccountId: unknown }), binding]);
    expect(tell(nodeOf("principal", "access_key.bot", "address"))).toContain("CREATE ROLE_BINDING * @ project/p1");
  });

  it("cannot tell the access of an imported key, which equals itself only", () => {
    const { graph, tell, nodeOf } = speak("arize", [key({ access: null, serviceAccountId: null })]);
    expect(tell(nodeOf("principal", "access_key.bot", "address"), "upper")).toEqual(["opaque"]);
    expect(findDifference(graph, graph, { at: "2027-01-01T00:00:00Z" }).verdict).toBe("neither");
  });

  it("bounds an access that is not known by anything", () => {
    const { tell, nodeOf } = speak("arize", [key({ access: unknown, serviceAccountId: "u1" })]);
    expect(tell(nodeOf("principal", "u1"))).toEqual([]);
    expect(tell(nodeOf("principal", "u1"), "upper")).toEqual(["anything"]);
  });

  it("gives a member the account's level", () => {
    const { tell, nodeOf } = speak("arize", [
      { type: "member", state: { id: "u2", email: "ann@example.com", accountRole: "ADMIN" } },
    ]);
    expect(tell(nodeOf("principal", "u2"))).toEqual(["account ADMIN"]);
  });
});

describe("Bigeye", () => {
  const said: readonly Said[] = [
    {
      type: "role",
      state: {
        id: "7",
        name: "reader",
        permissions: [{ action: "PREVIEW", resource: "TABLE", selectors: null }],
        base: "VIEW",
      },
    },
    { type: "group", state: { id: "3", name: "robots", idpGroups: ["pilots"] } },
    {
      type: "role_binding",
      state: { id: "12", roleId: "7", groupId: "3", scope: { type: "workspace", id: "5" }, reason: "night runs" },
    },
    { type: "service_account", state: { id: "40", name: "robot", groupIds: ["3"] } },
    { type: "group_membership", state: { id: "41", groupId: "1", memberId: "41" } },
    { type: "group", state: { id: "1", name: "Admin", idpGroups: null } },
  ];
  const { tell, nodeOf, graph } = speak("bigeye", said);

  it("gives an account its groups' grants on their workspaces, a role's base with it", () => {
    expect(tell(nodeOf("principal", "40"))).toEqual(["PREVIEW TABLE * @ workspace/5", "READ ALL * @ workspace/5"]);
    const { lower } = findEffectiveRights(graph, nodeOf("principal", "40"));
    expect(lower.map(({ paths }) => paths[0]?.reason)).toEqual(["night runs", "night runs"]);
    expect(lower.map(({ paths }) => paths[0]?.isInferred)).toEqual([false, true]);
  });

  it("adds the groups of the identity provider", () => {
    expect(tell(nodeOf("idpGroup", "pilots"))).toEqual(tell(nodeOf("principal", "40")));
  });

  it("takes the Admin group for a standing", () => {
    expect(tell(nodeOf("principal", "41"))).toEqual(["Admin"]);
    expect(findReach(graph, nodeOf("principal", "40")).rights).toEqual([]);
  });
});

describe("Inkit", () => {
  const may = (...names: readonly string[]) =>
    names.map((name) => ({ resource: name.split(".")[0], action: name.split(".")[1], selectors: null }));
  const said: readonly Said[] = [
    { type: "role", state: { id: "role_1", name: "keys", permissions: may("service-accounts.update") } },
    { type: "role", kind: "dataSource", state: { id: "role_2", name: "Admin", managed: true, permissions: [] } },
    { type: "service_account", state: { id: "sa_1", name: "robot", roleIds: ["role_1"] } },
    { type: "service_account", state: { id: "sa_2", name: "chief", roleIds: ["role_2"] } },
    { type: "key", state: { id: "sa_1/1", serviceAccountId: "sa_1", secret: presentSecret } },
  ];

  it("gives an account exactly its roles, and its key is its own", () => {
    const { graph, nodeOf, tell } = speak("inkit", said);
    expect(tell(nodeOf("principal", "sa_1"))).toEqual(["update service-accounts *"]);
    expect(graph.credentials.get(nodeOf("principal", "sa_1"))).toMatchObject([
      { form: "key", expiresAt: null, hasSecret: true, isSealed: false },
    ]);
  });

  it("lets who may change accounts generate an administrator's secret", () => {
    const { graph, nodeOf } = speak("inkit", said);
    const { rights } = findReach(graph, nodeOf("principal", "sa_1"));
    expect(rights).toMatchObject([
      { atom: { standing: "Admin" }, chain: [{ power: expect.stringMatching(/generate|give/) as string }] },
    ]);
  });

  it("holds the rights of a standard role that nobody can spell for atoms of their own", () => {
    const viewer: Said = {
      type: "role",
      kind: "dataSource",
      state: { id: "role_3", name: "Document Viewer", managed: true, permissions: [] },
    };
    const { nodeOf, tell } = speak("inkit", [
      viewer,
      { type: "service_account", state: { id: "sa_3", name: "eye", roleIds: ["role_3"] } },
    ]);
    expect(tell(nodeOf("principal", "sa_3"))).toEqual(["View Documents"]);
  });

  it("never merges accounts that nobody knows", () => {
    const at = { vendor: "inkit", endpoint: null, organization: null };
    expect(createAccountKey({ ...at, alias: "one" })).not.toBe(createAccountKey({ ...at, alias: "two" }));
    const there = { ...at, alias: "one", endpoint: "HTTPS://Access.example.com:443/" };
    expect(createAccountKey(there)).toBe(
      createAccountKey({ ...there, alias: "two", endpoint: "https://access.example.com" }),
    );
  });
});

describe("a vendor that nobody knows", () => {
  it("is blind, and no reason to stop", () => {
    const { blind, statements } = speak("nowhere", [{ type: "role", state: { id: "1" }, address: "access_role.one" }]);
    expect(statements).toEqual([]);
    expect(blind).toEqual(['access_role.one: nothing is known about how the vendor "nowhere" decides about access.']);
  });
});
