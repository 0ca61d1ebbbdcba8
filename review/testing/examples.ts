import { isDeepStrictEqual } from "node:util";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Happening, Instance } from "#access/model/statements/instance.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccessChange } from "../change/access-change.ts";
import { openChange } from "../change/open-change.ts";
import type { Example, ExampleObject, ExampleWaiver } from "../findings/example.ts";
import { isObject, listEntries, listParts } from "../json-parts.ts";
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

/** What becomes of an object of which the example says nothing. */
function findHappening({ address, kind, state }: ExampleObject, before: readonly ExampleObject[]): Happening {
  if (kind === "dataSource") return "seen";
  const old = before.find((one) => one.address === address);
  if (old === undefined) return "created";
  return isDeepStrictEqual(old.state, state) ? "unchanged" : "updated";
}

/** @param before what is there already */
function createReading(objects: readonly ExampleObject[], vendor: string, before: readonly ExampleObject[]): Reading {
  const account = { vendor, alias: "main", endpoint: "https://access.example.com", organization: null };
  const instances = objects.map((one): Instance => {
    const { type, kind = "resource", address, presence = kind === "resource" ? "managed" : "data" } = one;
    return {
      account,
      type,
      kind,
      state: completeState(one),
      address,
      presence,
      happening: one.happening ?? findHappening(one, before),
    };
  });
  return { instances, blind: [], assumptions: [], moves: new Map(), count: instances.length };
}

function readExample({ vendor, before, after, plan }: Example): Pick<ReadSides, "before" | "after"> {
  if (plan !== undefined) return readSides(JSON.stringify(plan), { vendors: [] });
  return { before: createReading(before, vendor, before), after: createReading(after, vendor, before) };
}

/** The change that an example of a finding is about. */
export function openExample(example: Example): AccessChange {
  const { at = "2030-01-01T00:00:00Z", waivers = [], baseWaivers, policy = {}, basePolicy } = example;
  const read = (entries: readonly ExampleWaiver[]) =>
    parseWaivers(JSON.stringify({ waivers: entries }), "waivers.json");
  const base = baseWaivers === undefined ? null : read(baseWaivers);
  const decide = (file: object) => parsePolicy(JSON.stringify(file));
  return openChange([{ name: "example", ...readExample(example) }], at, {
    waivers: { waivers: read(waivers), base },
    policy: judgePolicy(decide(policy), basePolicy === undefined ? null : decide(basePolicy)),
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
  const outputs = listEntries(plan, "output_changes").map(([name, change]) => [name, keepAsIs(change)] as const);
  return { ...plan, resource_changes: changes, output_changes: Object.fromEntries(outputs) };
}
