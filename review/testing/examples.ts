import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccessChange } from "../change/access-change.ts";
import { openChange } from "../change/open-change.ts";
import type { Example, ExampleObject, ExampleWaiver } from "../findings/example.ts";
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

function createReading(objects: readonly ExampleObject[], vendor: string, happening: Instance["happening"]): Reading {
  const account = { vendor, alias: "main", endpoint: "https://access.example.com", organization: null };
  const instances = objects.map((one): Instance => {
    const { type, kind = "resource", address, presence = kind === "resource" ? "managed" : "data" } = one;
    return { account, type, kind, state: completeState(one), address, presence, happening: one.happening ?? happening };
  });
  return { instances, blind: [], assumptions: [], moves: new Map(), count: instances.length };
}

/** The change that an example of a finding is about. */
export function openExample(example: Example): AccessChange {
  const { vendor, before, after, at = "2030-01-01T00:00:00Z", waivers = [], baseWaivers, reference } = example;
  const document = {
    name: "example",
    before: createReading(before, vendor, "unchanged"),
    after: createReading(after, vendor, "updated"),
  };
  const read = (entries: readonly ExampleWaiver[]) =>
    parseWaivers(JSON.stringify({ waivers: entries }), "waivers.json");
  const base = baseWaivers === undefined ? null : read(baseWaivers);
  const given = { waivers: read(waivers), base };
  if (reference === undefined) return openChange([document], at, { waivers: given });
  const takenAt = "2029-12-01T00:00:00Z";
  const reading = { ...createReading(reference, vendor, "seen"), takenAt };
  return openChange([document], at, { waivers: given, reference: { name: "reference.json", reading } });
}
