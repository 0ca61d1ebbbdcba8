import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccessChange } from "../change/access-change.ts";
import { parseAssertions } from "../assertions/assertion-file.ts";
import { deriveHappenings } from "../change/happenings.ts";
import { openChange } from "../change/open-change.ts";
import type { Context } from "../context/context.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { type GivenDrift, openDrift } from "../drift/open-drift.ts";
import { parseIgnored } from "../drift/ignore-file.ts";
import type { Example, ExampleDrift, ExampleObject, ExampleWaiver } from "../findings/example.ts";
import { getPart, isObject, listEntries, listParts } from "../json-parts.ts";
import { judgePolicy } from "../policy/judge-policy.ts";
import { parsePolicy } from "../policy/policy-file.ts";
import { readSides, type ReadSides } from "../read-source.ts";
import type { Reading } from "../source.ts";
import { parseWaivers } from "../waivers/waiver-file.ts";

/** Every attribute of the noun: null where the example says nothing. */
function completeState({ kind = "resource", type, state }: ExampleObject): Instance["state"] {
  const definitions = kind === "resource" ? nounDefinitions : dataSourceDefinitions;
  const definition = definitions.find((one) => one.type === type);
  if (definition === undefined) throw new Error(`there is no ${type}`);
  const foreign = Object.keys(state).filter((name) => !Object.hasOwn(definition.attributes, name));
  if (foreign.length > 0) throw new Error(`${type} has no ${foreign.join(", ")}`);
  return { ...Object.fromEntries(Object.keys(definition.attributes).map((name) => [name, null])), ...state };
}

function createAccount(vendor: string): Instance["account"] {
  return { vendor, alias: "main", endpoint: "https://access.example.com", organization: null };
}

function createReading(objects: readonly ExampleObject[], vendor: string): Reading {
  const account = createAccount(vendor);
  const instances = objects.map((one): Instance => {
    const { type, kind = "resource", address, presence = kind === "resource" ? "managed" : "data" } = one;
    const { happening = kind === "resource" ? "unchanged" : "seen" } = one;
    return { account, type, kind, state: completeState(one), address, presence, happening };
  });
  return { instances, blind: [], assumptions: [], moves: new Map(), count: instances.length };
}

/** What happened to the objects after, where the example does not say it. */
function createAfter({ vendor, after }: Example, before: Reading): Reading {
  const reading = createReading(after, vendor);
  const derived = deriveHappenings(before.instances, reading.instances);
  return {
    ...reading,
    instances: derived.map((one, at) => ({ ...one, happening: after[at]?.happening ?? one.happening })),
  };
}

function readExample(example: Example): Pick<ReadSides, "before" | "after"> {
  const { vendor, plan } = example;
  if (plan !== undefined) return readSides(JSON.stringify(plan), { vendors: [] });
  const before = createReading(example.before, vendor);
  return { before, after: createAfter(example, before) };
}

/** What was approved, as a snapshot tells it. */
function createReference(objects: readonly ExampleObject[], { vendor }: Example): Context {
  const seen = objects.map((one) => ({ ...one, happening: "seen" as const }));
  return { name: "reference.json", reading: { ...createReading(seen, vendor), takenAt: "2029-12-01T00:00:00Z" } };
}

/** What lives, as a vendor tells it: every list is whole. */
function createLive({ vendor, after }: Example): Context {
  const reading = createReading(after, vendor);
  const instances = reading.instances.map((one, at): Instance => {
    const { traces, isBuiltIn } = after[at] ?? {};
    const live: Instance = { ...one, address: null, presence: "live", happening: "seen" };
    const traced = traces === undefined ? live : { ...live, traces };
    return isBuiltIn === true ? { ...traced, isBuiltIn } : traced;
  });
  const lists = Object.keys(vendorFacts[vendor]?.nouns ?? {});
  const beside = Object.values(graphFacts[vendor]?.toldBy ?? {}).flat();
  const whole = [...new Set([...lists, ...beside])].map((list) => ({ account: createAccount(vendor), list }));
  return { name: "--live", reading: { ...reading, instances, whole, takenAt: "2030-01-01T00:00:00Z" } };
}

function openDriftExample(example: Example, drift: ExampleDrift, given: Omit<GivenDrift, "states" | "live">) {
  const { vendor, before } = example;
  const { otherState, code } = drift;
  const first = { name: "state.json", reading: createReading(before, vendor) };
  const states = [
    { ...first, code: code === undefined ? null : createReading(code, vendor) },
    ...(otherState === undefined
      ? []
      : [{ name: "other.json", reading: createReading(otherState, vendor), code: null }]),
  ];
  return openDrift({ ...given, states, live: [createLive(example)] });
}

/** The change that an example of a finding is about. */
export function openExample(example: Example): AccessChange {
  const { at = "2030-01-01T00:00:00Z", waivers = [], baseWaivers, policy = {}, basePolicy } = example;
  const { assertions = [], baseAssertions, reference } = example;
  const read = (entries: readonly ExampleWaiver[]) =>
    parseWaivers(JSON.stringify({ waivers: entries }), "waivers.json");
  const assert = (entries: readonly object[]) =>
    parseAssertions(JSON.stringify({ assertions: entries }, null, 2), "access.assert.json");
  const decide = (file: object) => parsePolicy(JSON.stringify(file));
  if (example.drift !== undefined) {
    const ignored = parseIgnored(JSON.stringify({ ignore: waivers }), "ignore.json");
    return openDriftExample(example, example.drift, { at, waivers: { waivers: ignored, base: null } });
  }
  return openChange([{ name: "example", ...readExample(example) }], at, {
    waivers: { waivers: read(waivers), base: baseWaivers === undefined ? null : read(baseWaivers) },
    assertions: {
      assertions: assert(assertions),
      base: baseAssertions === undefined ? null : assert(baseAssertions),
    },
    policy: judgePolicy(decide(policy), basePolicy === undefined ? null : decide(basePolicy)),
    reference: reference === undefined ? null : createReference(reference, example),
  });
}

function keepAsIs<T>(change: T): T {
  if (!isObject(change)) return change;
  const { before = null, after = null } = change;
  return { ...change, actions: ["no-op"], before: after ?? before, after: after ?? before, after_unknown: {} };
}

/** The same plan, in which nothing changes any more. */
export function keepAll(plan: object): object {
  const changes = listParts(plan, "resource_changes").map((one) => {
    return isObject(one) ? { ...one, change: keepAsIs(one["change"]) } : one;
  });
  const deferred = listParts(plan, "deferred_changes").map((one) => {
    const change = getPart(one, "resource_change");
    return isObject(change) ? { resource_change: { ...change, change: keepAsIs(change["change"]) } } : one;
  });
  const outputs = listEntries(plan, "output_changes").map(([name, change]) => [name, keepAsIs(change)] as const);
  return {
    ...plan,
    resource_changes: changes,
    deferred_changes: deferred,
    output_changes: Object.fromEntries(outputs),
  };
}
