import { describe, expect, it } from "vitest";
import { createAccountKey } from "#access/model/statements/account.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { parseVendorChoice } from "./accounts.ts";
import { deriveHappenings } from "./change/happenings.ts";
import { openChange } from "./change/open-change.ts";
import { readAccess, readSides } from "./read-source.ts";
import { createChange, createPlan, type PlannedChange } from "./testing/documents.ts";

// All of these are synthetic: no Terraform of 1.12 or later was there to write them. The fields are those of its
// state files (`identity`, `identity_schema_version`), and of `terraform show -json` (the same, `before_identity` and
// `after_identity`).

const here = "https://signals.example.com";
const there = "https://signals.example.org/eu";
const canary = "canary-4711";

function identify(id: string, endpoint = here, vendor = "signoz"): object {
  return { vendor, endpoint, id };
}

interface Stored {
  readonly noun?: string;
  readonly alias?: string;
  readonly mode?: "managed" | "data";
  readonly values?: object;
  readonly identity?: object | null;
  readonly version?: number;
}

/** A state file. */
function writeState(...objects: readonly Stored[]): string {
  const resources = objects.map((object, at) => {
    const { noun = "role", alias = "", mode = "managed", identity = null, version = 0, values = {} } = object;
    const attributes = { id: `id-${at}`, name: `name-${at}`, ...values };
    const own = identity === null ? {} : { identity, identity_schema_version: version };
    const provider = `provider["registry.terraform.io/latchkey/access"]${alias === "" ? "" : `.${alias}`}`;
    const instances = [{ schema_version: 0, attributes, ...own }];
    return { mode, type: `access_${noun}`, name: `n${at}`, provider, instances };
  });
  return JSON.stringify({ version: 4, lineage: "7f0e", resources });
}

/** What `terraform show -json` prints of a state, which does not tell provider blocks apart. */
function showState(...objects: readonly Stored[]): string {
  const resources = objects.map(({ noun = "role", mode = "managed", identity = null, values = {} }, at) => {
    const prefix = mode === "data" ? "data." : "";
    return {
      address: `${prefix}access_${noun}.n${at}`,
      mode,
      type: `access_${noun}`,
      name: `n${at}`,
      provider_name: "registry.terraform.io/latchkey/access",
      schema_version: 0,
      values: { id: `id-${at}`, name: `name-${at}`, ...values },
      ...(identity === null ? {} : { identity, identity_schema_version: 0 }),
    };
  });
  return JSON.stringify({ format_version: "1.0", values: { root_module: { resources } } });
}

function read(text: string, ...vendors: readonly string[]) {
  const { reading, graph, blind } = readAccess(text, { side: null, vendors: vendors.map(parseVendorChoice) });
  const accounts = reading.instances.map(({ address, account }) => [address, createAccountKey(account)]);
  return { accounts: Object.fromEntries(accounts) as Record<string, string>, graph, blind, reading };
}

const ofHere = createAccountKey({ vendor: "signoz", alias: "", endpoint: here, organization: null });
const ofThere = createAccountKey({ vendor: "signoz", alias: "", endpoint: there, organization: null });

describe("a state with identities", () => {
  it.each([
    { name: "file", write: writeState },
    { name: "that is shown", write: showState },
  ])("$name says whose it is, and keeps accounts apart", ({ write }) => {
    const bot = { noun: "service_account", values: { id: "same", name: "bot" } };
    const { accounts, graph, blind } = read(
      write({ ...bot, identity: identify("same") }, { ...bot, identity: identify("same", there) }),
    );
    expect(Object.values(accounts)).toEqual([ofHere, ofThere]);
    expect(listSubjects(graph)).toHaveLength(2);
    expect(blind.filter((gap) => gap.includes("whose"))).toEqual([]);
  });

  it("file: what has none is its provider block's, as far as that is known", () => {
    const text = writeState(
      { identity: identify("id-0") },
      { mode: "data" },
      { alias: "second", identity: identify("id-2", there) },
      { alias: "second", mode: "data" },
      { alias: "third", mode: "data" },
    );
    const { accounts, blind } = read(text);
    expect(Object.values(accounts)).toEqual([ofHere, ofHere, ofThere, ofThere]);
    expect(blind).toEqual([expect.stringMatching(/^data\.access_role\.n4: nothing says which vendor/)]);
  });

  it("that is shown: what has none may be of any block, so --vendor is asked for", () => {
    const text = showState({ identity: identify("id-0") }, { mode: "data" });
    expect(read(text).blind).toEqual([expect.stringMatching(/^data\.access_role\.n1: nothing says which vendor/)]);
    const { accounts } = read(text, `signoz@${here}/`);
    expect(Object.values(accounts)).toEqual([ofHere, ofHere]);
  });

  it("names what has none beside others that differ", () => {
    const text = writeState({ identity: identify("id-0") }, { identity: identify("id-1", there) }, { mode: "data" });
    const { accounts, blind } = read(text, "signoz");
    expect(blind).toContainEqual(expect.stringMatching(/^data\.access_role\.n2: .*are of signoz at .*com and of/));
    expect(new Set(Object.values(accounts)).size).toBe(3);
  });

  it.each([
    { name: "of a later form", identity: identify("id-0"), version: 1, says: "its identity is stored in form 1" },
    { name: "without an address", identity: { vendor: "signoz", id: "id-0" }, version: 0, says: "does not say whose" },
    { name: "with no address", identity: identify("id-0", `${canary}:x`), version: 0, says: "does not say whose" },
  ])("names an identity $name, and goes on without it", ({ identity, version, says }) => {
    const { accounts, blind } = read(writeState({ identity, version }), "signoz");
    expect(blind).toEqual([expect.stringContaining(says)]);
    expect(Object.keys(accounts)).toEqual(["access_role.n0"]);
    expect(JSON.stringify([accounts, blind])).not.toContain(canary);
  });

  it("takes one address for one account however it is spelled, and no credentials from it", () => {
    const odd = `HTTPS://user:${canary}@SIGNALS.example.com:443/?token=${canary}`;
    const { accounts } = read(writeState({ identity: identify("id-0") }, { identity: identify("id-1", odd) }));
    expect(Object.values(accounts)).toEqual([ofHere, ofHere]);
  });
});

interface Planned {
  readonly change: PlannedChange;
  readonly before?: object;
  readonly after?: object;
}

function writePlan(planned: readonly Planned[], blocks: readonly { key: string; expressions: object }[]): string {
  const changes = planned.map(({ change, before, after }) => {
    const identities = { before_identity: before, after_identity: after };
    return { ...change, change: { ...change.change, ...identities } };
  });
  const plan = createPlan(changes, []) as { readonly configuration: object };
  const provider_config = Object.fromEntries(
    blocks.map(({ key, expressions }) => {
      return [key, { name: "access", full_name: "registry.terraform.io/latchkey/access", expressions }];
    }),
  );
  return JSON.stringify({ ...plan, configuration: { ...plan.configuration, provider_config } });
}

const role = { values: { id: "r-1", permissions: [{ action: "read", resource: "dashboard", selectors: null }] } };

describe("a plan with identities", () => {
  it("says the account of a block whose settings come from the environment, also for what is new", () => {
    const kept = identify("r-1");
    const { accounts, blind, graph } = read(
      writePlan(
        [
          { change: createChange("reader", ["no-op"], role), before: kept, after: kept },
          {
            change: createChange("bot", ["create"], { noun: "service_account", values: { role_ids: ["r-1"] } }),
          },
        ],
        [{ key: "access", expressions: {} }],
      ),
    );
    expect(Object.values(accounts)).toEqual([ofHere, ofHere]);
    expect([blind.filter((gap) => gap.includes("vendor")), listSubjects(graph).length]).toEqual([[], 1]);
  });

  it("says the account of what the configuration has no more", () => {
    const gone = createChange("gone", ["forget"], { ...role, provider: null });
    const text = writePlan(
      [{ change: gone, before: identify("r-1", there) }],
      [
        { key: "access", expressions: { vendor: { constant_value: "signoz" } } },
        { key: "access.second", expressions: { vendor: { constant_value: "signoz" } } },
      ],
    );
    const { accounts, reading } = read(text);
    expect(Object.values(accounts)).toEqual([ofThere]);
    expect(reading.assumptions.filter((one) => one.includes("only provider block"))).toEqual([]);
  });

  const expressions = {
    vendor: { constant_value: "signoz" },
    endpoint: { constant_value: here },
    former_endpoints: { constant_value: [`${there}/`] },
  };
  const moved = (settings: object) => {
    const change = createChange("reader", ["no-op"], role);
    const text = writePlan(
      [{ change, before: identify("r-1", there), after: identify("r-1") }],
      [{ key: "access", expressions: settings }],
    );
    const { before, after } = readSides(text, { vendors: [] });
    return [before, after].map(({ instances, blind }) => ({
      account: instances.map(({ account }) => createAccountKey(account)),
      gaps: blind,
    }));
  };

  it("takes an earlier address of the block for the account that it is now", () => {
    expect(moved(expressions)).toEqual([
      { account: [ofHere], gaps: [] },
      { account: [ofHere], gaps: [] },
    ]);
  });

  it("names an identity that disagrees with its provider block", () => {
    const { vendor, endpoint } = expressions;
    expect(moved({ vendor, endpoint })).toEqual([
      { account: [ofThere], gaps: [expect.stringMatching(/its identity says that it is of signoz at .*org\/eu/)] },
      { account: [ofHere], gaps: [] },
    ]);
    const [before] = moved({ vendor: { constant_value: "inkit" } });
    expect(before?.gaps).toEqual([expect.stringContaining("provider block access is for inkit")]);
  });
});

describe("two states", () => {
  const compare = (before: string, after: string, ...vendors: readonly string[]) => {
    const options = { vendors: vendors.map(parseVendorChoice) };
    const old = readSides(before, options).after;
    const now = readSides(after, options).after;
    const happened = { ...now, instances: deriveHappenings(old.instances, now.instances) };
    return openChange([{ name: "state", before: old, after: happened }], "2030-01-01T00:00:00Z");
  };
  const bot = { noun: "service_account", values: { id: "a-1", name: "bot" } };
  const identity = identify("a-1");

  it("of which one has identities are of one account, which is an assumption", () => {
    const states = [writeState(bot), writeState({ ...bot, identity })] as const;
    const { difference, assumptions, after } = compare(...states, "signoz");
    expect(difference).toMatchObject({ verdict: "neither", subjects: [] });
    expect(assumptions).toContainEqual(expect.stringContaining("taken to be for signoz at https://signals"));
    expect(after.instances.map(({ happening }) => happening)).toEqual(["unchanged"]);
  });

  it("of two accounts are not", () => {
    const other = { ...bot, identity: identify("a-1", there) };
    const { assumptions, before, after } = compare(
      showState(bot, other),
      showState({ ...bot, identity }, other),
      "signoz",
    );
    expect(assumptions.filter((one) => one.includes("taken to be for"))).toEqual([]);
    expect([before, after].map(({ graph }) => listSubjects(graph).length)).toEqual([2, 2]);
  });
});
