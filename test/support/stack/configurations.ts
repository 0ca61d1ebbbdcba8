import fc from "fast-check";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { MemoryTerraform } from "#terraform/plugin/testing/memory-terraform.ts";
import { RuleBroken } from "#terraform/plugin/testing/rule-broken.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { type AnyRecord, arbitraryChange, type Draft } from "./configuration-values.ts";
import { applyExample } from "./applied-example.ts";
import type { ServedNoun } from "./nouns.ts";
import { openProvider } from "./provider.ts";

/** How many are drawn at once. */
const batch = 500;

/** What a plan cannot know: whether a name is free, whether a role will exist by then, and whom the vendor keeps. */
const expectedFailure = /^The name is already in use|role_not_found|the token is a service account's key/;

function readFacts(vendor: string): VendorFacts {
  const facts = vendorFacts[vendor];
  if (facts === undefined) throw new Error(`unknown vendor ${vendor}`);
  return facts;
}

interface Tried {
  applied: number;
  refused: number;
  /** What only the vendor could know. */
  failed: number;
  /** What broke, each kind once, with the change that showed it. */
  readonly faults: Map<string, string>;
}

function describeChange(before: AnyRecord, { config, unknown }: Draft): string {
  const show = (value: unknown) => JSON.stringify(value ?? null);
  const changed = Object.keys(config).filter((name) => show(before[name]) !== show(config[name]));
  const lines = changed.map((name) => `  ${toSnakeCase(name)}: ${show(before[name])} -> ${show(config[name])}`);
  const hidden = Object.keys(unknown).map(toSnakeCase).join(", ");
  return [...lines, ...(hidden === "" ? [] : [`  unknown at plan: ${hidden}`])].join("\n");
}

export interface Series {
  readonly count: number;
  readonly seed: number;
}

/** Makes `count` configurations of one noun, one after the other, at a vendor whose state is that of the example's seed. */
export async function tryConfigurations(
  noun: ServedNoun,
  { url, token }: { readonly url: string; readonly token: string },
  { count, seed }: Series,
): Promise<Tried> {
  const { vendor, type } = noun;
  const started = new Date();
  // The clock stands still, so that nothing becomes due meanwhile.
  const options = { vendor, endpoint: url, token, now: () => started };
  const { json, given } = await applyExample(options, noun);
  const definition = nounDefinition(type);
  const facts = readFacts(vendor);
  const { attributes } = definition;
  const open = openProvider(options);
  const configure = async () => {
    const { client, errors } = await open();
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return client;
  };
  const terraform = await MemoryTerraform.open({ typeName: `access_${type}`, attributes, configure });
  const state = await terraform.adopt(json, definition.version);
  const base = Object.fromEntries(
    Object.keys(attributes).map((name) => [name, given.includes(toSnakeCase(name)) ? state[name] : null]),
  );
  const tried: Tried = { applied: 0, refused: 0, failed: 0, faults: new Map() };
  const change = arbitraryChange({ definition, facts, base }, started);
  let current: AnyRecord = base;
  for (let at = 0; at < count; at += batch) {
    for (const changed of fc.sample(change, { seed: seed + at, numRuns: Math.min(batch, count - at) })) {
      const draft = changed(current);
      try {
        const outcome = await terraform.step(draft.config, draft.unknown);
        tried[outcome.kind] += 1;
        if (outcome.kind === "applied") current = draft.config;
        if (outcome.kind === "failed" && !expectedFailure.test(outcome.reason))
          throw new RuleBroken(`the apply failed: ${outcome.reason}`);
      } catch (error) {
        if (!(error instanceof RuleBroken)) throw error;
        const kind = error.message.replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"').slice(0, 200);
        if (!tried.faults.has(kind)) tried.faults.set(kind, `${error.message}\n${describeChange(current, draft)}`);
        current = base;
      }
    }
  }
  return tried;
}
