import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { z } from "zod";
import { providerSettings } from "#access/model/provider/settings.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { createProviderHandlers } from "#terraform/plugin/engine/provider-handlers.ts";
import { encodeRecord } from "#terraform/plugin/engine/record-codec.ts";
import { createMemoryTransport } from "#terraform/plugin/grpc/testing/memory-transport.ts";
import { silent } from "#terraform/plugin/process/log.ts";
import { type ProviderClient, ProviderService } from "#terraform/plugin/protocol/provider-service.ts";
import { MemoryTerraform, RuleBroken } from "#terraform/plugin/testing/memory-terraform.ts";
import { createAccessProvider } from "#terraform/provider/provider.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinition } from "#vendors/definitions.ts";
import { root } from "../../laws/repository.ts";
import { headerOf, type VendorBench } from "./access.ts";
import { type AnyRecord, arbitraryChange, type Draft } from "./configuration-values.ts";

/** How many are drawn at once. */
const batch = 500;

const planFile = z.object({
  configuration: z.object({
    root_module: z.object({
      resources: z.array(z.object({ address: z.string(), expressions: z.record(z.string(), z.unknown()).default({}) })),
    }),
  }),
});

interface Base {
  readonly address: string;
  readonly json: string;
  /** Attributes that the example sets, with Terraform's names. */
  readonly given: readonly string[];
}

/** Applies the vendor's example with the real Terraform. */
async function applyExample({ workspace }: VendorBench, vendor: string, type: string): Promise<Base> {
  const example = readFileSync(join(root, "examples", "terraform", "resources", type, `${vendor}.tf`), "utf8");
  const [, label = ""] = new RegExp(String.raw`^resource "access_${type}" "(\w+)"`, "m").exec(example) ?? [];
  const address = `access_${type}.${label}`;
  await workspace.write(headerOf(vendor) + example);
  await workspace.must("apply", "-no-color", "-input=false", "-auto-approve");
  await workspace.must("plan", "-no-color", "-input=false", "-out=base.plan");
  const plan = planFile.parse(JSON.parse(await workspace.must("show", "-json", "base.plan")));
  const block = plan.configuration.root_module.resources.find((one) => one.address === address);
  const values = (await workspace.state())[address];
  if (block === undefined || values === undefined) throw new Error(`the example of ${vendor} makes no ${type}`);
  return { address, json: JSON.stringify(values), given: Object.keys(block.expressions) };
}

/** Starts the provider in this process; each call configures it as a new process would be. */
function openProvider({ url, token }: VendorBench, vendor: string): () => Promise<ProviderClient> {
  const environment = { ACCESS_ENDPOINT: url, ACCESS_TOKEN: token };
  const started = new Date();
  // The clock stands still, so that nothing becomes due meanwhile.
  const provider = createAccessProvider({ environment, now: () => started, sleep: () => Promise.resolve() });
  const handlers = createProviderHandlers(provider, silent);
  const transport = createMemoryTransport([{ service: ProviderService, handlers }]);
  const nulls = Object.fromEntries(Object.keys(providerSettings).map((name) => [name, null]));
  const config = encodeRecord(providerSettings, { ...nulls, vendor });
  return async () => {
    const client = transport.connect().client(ProviderService);
    const { diagnostics } = await client.configureProvider({ config, terraformVersion: "1.11.4" });
    if (diagnostics.some(({ severity }) => severity === "ERROR")) throw new Error(JSON.stringify(diagnostics));
    return client;
  };
}

/** What a plan cannot know: whether a name is free, whether a role will exist by then, and whom the vendor keeps. */
const expectedFailure = /^The name is already in use|role_not_found|the token is a service account's key/;

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
  readonly vendor: string;
  readonly type: string;
  readonly facts: VendorFacts;
  readonly count: number;
  readonly seed: number;
}

/** Makes `count` configurations of one noun, one after the other. */
export async function tryConfigurations(
  bench: VendorBench,
  { vendor, type, facts, count, seed }: Series,
): Promise<Tried> {
  const definition = nounDefinition(type);
  const { json, given } = await applyExample(bench, vendor, type);
  const { attributes } = definition;
  const configure = openProvider(bench, vendor);
  const terraform = await MemoryTerraform.open({ typeName: `access_${type}`, attributes, configure });
  const state = await terraform.adopt(json, definition.version);
  const base = Object.fromEntries(
    Object.keys(attributes).map((name) => [name, given.includes(toSnakeCase(name)) ? state[name] : null]),
  );
  const tried: Tried = { applied: 0, refused: 0, failed: 0, faults: new Map() };
  const change = arbitraryChange({ definition, facts, base }, new Date());
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
