import { describe, expect, it } from "vitest";
import { Link } from "#access/model/statements/link.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { parseVendorChoice } from "../accounts.ts";
import { readAccess } from "../read-source.ts";
import { createChange, createPlan } from "../testing/documents.ts";

const canary = "canary-secret-4711";

function read(document: object, ...vendors: readonly string[]) {
  return readAccess(JSON.stringify(document), { side: null, vendors: vendors.map(parseVendorChoice) });
}

const provider = { access: [{ vendor: "signoz" }, { vendor: "${var.vendor}", alias: "second" }] };
const stack = (resource: object, more: object = {}): object => ({ terraform: {}, provider, resource, ...more });
const role = { ferry: { name: "ferry", permissions: [{ action: "read", resource: "dashboard" }] } };

describe("a synthesized stack", () => {
  it("links ids to what they belong to, and leaves open what is evaluated", () => {
    const account = { bot: { name: "bot-${var.stage}", role_ids: ["${access_role.ferry.id}", "${var.other}"] } };
    const { reading } = read(stack({ access_role: role, access_service_account: account }));
    const state = reading.instances.find(({ type }) => type === "service_account")?.state ?? {};
    expect(state["roleIds"]).toEqual([new Link(["access_role.ferry"]), expect.anything()]);
    expect(isUnknown((state["roleIds"] as readonly unknown[])[1])).toBe(true);
    expect(isUnknown(state["name"])).toBe(true);
  });

  it("takes an escaped template for the text that it is", () => {
    const { reading } = read(stack({ access_role: { ferry: { name: "$${ferry}" } } }));
    expect(reading.instances).toMatchObject([{ state: { name: "${ferry}" } }]);
  });

  it("leaves open what the vendor sets, and knows what is not set", () => {
    const { reading } = read(stack({ access_service_account: { bot: { name: "bot" } } }));
    const { id, roleIds } = reading.instances[0]?.state ?? {};
    expect([isUnknown(id), roleIds]).toEqual([true, null]);
  });

  it.each([
    { name: "never ends by itself", more: {}, isOpen: false },
    { name: "ends at an instant that only the vendor knows", more: { expires_in: "30d" }, isOpen: true },
  ])("knows of a key that it $name", ({ more, isOpen }) => {
    const { reading } = read(stack({ access_key: { night: { name: "night", ...more } } }));
    const { expiresAt } = reading.instances[0]?.state ?? {};
    expect(isOpen ? isUnknown(expiresAt) : expiresAt).toBe(isOpen ? true : null);
  });

  it.each([
    { name: "of somebody else's provider", source: "someone/access", isOurs: false },
    { name: "of a provider of another name", source: "latchkey/access-fork", isOurs: false },
    { name: "of ours in a mirror", source: "mirror.example.com/latchkey/access", isOurs: true },
  ])("reads a block only if it is of ours: $name", ({ source, isOurs }) => {
    for (const required of [{ access: { source } }, [{ access: { source } }]]) {
      const terraform = { required_providers: required };
      const document = { ...stack({ access_role: role }), terraform };
      if (isOurs) expect(read(document).reading.instances).toHaveLength(1);
      else expect(() => read(document)).toThrow(/in which nothing belongs to the provider/);
    }
    const local = { other: { source: "latchkey/access" }, access: { source: "someone/access" } };
    const elsewhere = { raft: { name: "raft", provider: "other" } };
    const both = stack({ access_role: { ...role, ...elsewhere } });
    const { blind } = read({ ...both, terraform: { required_providers: local } }, "signoz");
    expect(blind).toEqual([
      "access_role.ferry: its provider is `someone/access`, and not latchkey/access. It is not looked at.",
    ]);
  });

  it("says what is not looked at", () => {
    const repeated = { ferry: { ...role.ferry, for_each: "${var.ferries}" } };
    const elsewhere = { raft: { name: "raft", provider: "access.second" } };
    const more = { ephemeral: { access_key: { short: {} } }, module: { bots: {} } };
    expect(read(stack({ access_role: { ...repeated, ...elsewhere } }, more)).blind).toEqual([
      expect.stringMatching(/^access_role\.raft: nothing says which vendor/),
      expect.stringMatching(/^access_role\.ferry: how often/),
      "ephemeral.access_key.short: no answer has what whoever runs Terraform can do with it.",
      expect.stringMatching(/^module\.bots: /),
    ]);
  });

  it("does not link to what is repeated", () => {
    const account = { bot: { name: "bot", role_ids: ["${access_role.ferry.id}"] } };
    const { reading } = read(
      stack({ access_role: { ferry: { ...role.ferry, count: 2 } }, access_service_account: account }),
    );
    const state = reading.instances.find(({ type }) => type === "service_account")?.state;
    expect([state?.["roleIds"]].flat().map(isUnknown)).toEqual([true]);
  });
});

describe("a plan", () => {
  it("of a newer provider is not read as if this one had made it", () => {
    const change = createChange("ferry", ["no-op"]);
    const { address, type, name, mode, provider_name } = change;
    const shown = { address, type, name, mode, provider_name, values: {}, schema_version: 9 };
    const plan = {
      ...createPlan(
        [change, createChange("bot", ["no-op"], { noun: "service_account" })],
        [{ key: "access", vendor: "signoz" }],
      ),
      planned_values: { root_module: { resources: [shown] } },
    };
    expect(read(plan).blind).toEqual([expect.stringMatching(/^access_role\.ferry: it is stored in form 9.*newer/)]);
  });
});

describe("a state file", () => {
  const state = (more: object = {}): object => ({
    version: 4,
    lineage: "7f0e",
    resources: [
      {
        module: 'module.bots["a.b"]',
        mode: "managed",
        type: "access_key",
        name: "ferry",
        provider: 'provider["registry.terraform.io/latchkey/access"].second',
        instances: [
          { index_key: "x", schema_version: 0, attributes: { name: "ferry-key", secret: canary, id: "7" }, ...more },
          { index_key: "x", deposed: "12ab", schema_version: 0, attributes: { name: "ferry-key", id: "6" } },
        ],
      },
      { mode: "managed", type: "null_resource", name: "x", provider: 'provider["x/null"]', instances: [{}] },
    ],
  });

  it("tells provider blocks apart, and addresses as Terraform writes them", () => {
    const { reading } = read(state(), "access.second=signoz");
    expect(reading.instances.map(({ address, account }) => [address, account.alias])).toEqual([
      ['module.bots["a.b"].access_key.ferry["x"]', "access.second"],
      ['module.bots["a.b"].access_key.ferry["x"] (deposed 12ab)', "access.second"],
    ]);
    expect(JSON.stringify([reading.instances.map(({ state: one }) => one["secret"])])).not.toContain(canary);
  });

  it("of another form of a noun is not read as if it were this one", () => {
    expect(read(state({ schema_version: 9 }), "signoz").blind).toEqual([expect.stringContaining("stored in form 9")]);
  });

  it("asks for the vendor", () => {
    expect(() => read(state())).toThrow(/nothing could be looked at.*--vendor NAME/);
  });
});

describe("a document that lacks what the schema has", () => {
  it("is read without it", () => {
    const provider_name = "registry.terraform.io/latchkey/access";
    const keys = {
      address: "data.access_keys.all",
      type: "access_keys",
      name: "all",
      mode: "data",
      provider_name,
      values: { keys: null },
    };
    const role = { ...createChange("ferry", ["no-op"]), values: { name: "ferry", permissions: null } };
    const root_module = { resources: [keys, role] };
    const { blind, reading } = read({ format_version: "1.0", values: { root_module } }, "signoz");
    expect([blind, reading.instances.length]).toEqual([[], 2]);
  });
});

describe("objects of our types that are not ours", () => {
  const evil = "registry.terraform.io/evil/access";
  const good = createChange("good", ["no-op"], { values: { id: "r1", permissions: null } });
  const other = { ...createChange("other", ["no-op"]), provider_name: evil };
  const odd = { ...createChange("odd", ["no-op"]), mode: "list" };
  const strange = { ...createChange("strange", ["no-op"]), type: "null_resource", provider_name: "x/null" };
  const all = [good, other, odd, strange];
  const wanted = [
    expect.stringMatching(/^access_role\.other: .*registry\.terraform\.io\/evil\/access/),
    expect.stringMatching(/^access_role\.odd: its mode is `list`/),
  ];

  it("are named where a plan has them", () => {
    const plan = createPlan([good], [{ key: "access", vendor: "signoz" }]);
    const { blind } = read({ ...plan, resource_changes: all, prior_state: { values: root(all) } });
    expect(blind).toEqual(wanted);
  });

  it("are named where only the planned values have them", () => {
    const plan = createPlan([good], [{ key: "access", vendor: "signoz" }]);
    expect(read({ ...plan, planned_values: root([other, odd]) }).blind).toEqual(wanted);
  });

  it("are named where a state has them", () => {
    const shown = all.map((one) => ({ ...one, values: one.change.after }));
    expect(read({ format_version: "1.0", values: root(shown) }, "signoz").blind).toEqual(wanted);
  });

  it("are named where a state file has them", () => {
    const resources = all.map(({ type, name, mode, provider_name, change: { after } }) => {
      const instances = [{ schema_version: 0, attributes: after }];
      return { type, name, mode, provider: `provider["${provider_name}"]`, instances };
    });
    expect(read({ version: 4, lineage: "7f0e", resources }, "signoz").blind).toEqual(wanted);
  });

  function root(resources: readonly object[]): object {
    return { root_module: { resources } };
  }
});
