import { afterAll, describe, expect, it, vi } from "vitest";
import type * as z from "zod";
import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Adapter, Context, ProxyServer, Vendor } from "#access/model/vendors/adapter.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { Secret } from "#access/schema/secret.ts";
import { toDiagnosticMessage } from "#terraform/plugin/engine/diagnostic-message.ts";
import { formatLine } from "#terraform/plugin/process/log-line.ts";
import { formatPanic } from "#terraform/plugin/process/panic.ts";
import { toDiagnostic } from "#terraform/provider/explain.ts";
import { nounDefinition } from "./definitions.ts";
import { loadVendor } from "./registry.gen.ts";
import { JsonCalls } from "./shared/calls/json-calls.ts";
import { listObjects } from "./shared/lists/list-objects.ts";
import { findProxy } from "./shared/http/proxy.ts";
import { echoes, foreignNotFounds, hostilities, openHostileEndpoint } from "./shared/testing/hostile-endpoint.ts";
import { createSampleAnswer } from "./shared/testing/sample-answer.ts";
import { SampleRecords } from "./shared/testing/sample-record.ts";

const token = "plover-canary-token-31";
const proxyPassword = "plover/canary-proxy-33";
const gatewayKey = "dunlin-canary-header-32";

type AnyRecord = { readonly [name: string]: unknown };
type Run = (context: Context<unknown>) => unknown;

interface Operation {
  readonly name: string;
  readonly noun: string;
  readonly attributes: Attributes;
  readonly prior: AnyRecord;
  /** Whether it cannot succeed without a request. */
  readonly mustAsk: boolean;
  readonly run: Run;
}

function listResourceOperations(vendor: Vendor): readonly Operation[] {
  const records = new SampleRecords(vendor.facts);
  return Object.entries(vendor.resources).flatMap(([type, adapter]: [string, Adapter<ResourceDefinition, unknown>]) => {
    const { attributes } = nounDefinition(type);
    const prior = records.create(type, attributes, false);
    const plan = { ...prior, ...records.create(type, attributes, true) };
    const changes = listChanges(attributes, prior);
    // What gives out a credential is rotated: then the vendor's part of the state is unknown, as for a creation.
    const rotates = Object.values(attributes).some(({ facts }) => facts.isSecret && facts.presence === "computed");
    const changed = { ...(rotates ? plan : prior), ...changes };
    const changesNothing = !rotates && Object.keys(changes).length === 0;
    const runs: { readonly [name: string]: Run } = {
      plan: (context) => adapter.plan?.(context, { config: plan, prior: null, planned: plan }),
      create: (context) => adapter.create(context, plan),
      read: (context) => adapter.read(context, prior),
      update: (context) => adapter.update(context, { prior, plan: changed }),
      remove: (context) => adapter.remove(context, prior),
      list: (context) => drain(listObjects({ vendor, definition: nounDefinition(type), context })),
    };
    return Object.entries(runs).map(([name, run]) => {
      return {
        name,
        noun: type,
        attributes,
        prior,
        mustAsk: name !== "plan" && !(name === "update" && changesNothing),
        run,
      };
    });
  });
}

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const page of pages) void page;
}

function listBeside(vendor: Vendor): readonly Operation[] {
  return Object.entries(vendor.beside ?? {}).map(([noun, { list }]) => {
    return { name: "list", noun, attributes: {}, prior: {}, mustAsk: true, run: (context) => drain(list(context)) };
  });
}

/** Every attribute that can change in place changes. */
function listChanges(attributes: Attributes, prior: AnyRecord): AnyRecord {
  const texts = Object.entries(attributes).filter(
    ([name, { facts }]) =>
      ["name", "description"].includes(name) && facts.presence !== "computed" && prior[name] !== null,
  );
  return Object.fromEntries(texts.map(([name]) => [name, "heron-wall"]));
}

// A catalog is data; a scope's sample names parents that some vendors refuse.
const asksNothing = new Set(["permission_catalog", "scope"]);

function listLookUps(vendor: Vendor): readonly Operation[] {
  const records = new SampleRecords(vendor.facts);
  return Object.entries(vendor.dataSources).map(([type, lookup]) => {
    const attributes = dataSourceDefinitions.find((one) => one.type === type)?.attributes ?? {};
    const prior = records.create(type, attributes, false);
    return {
      name: "look up",
      noun: type,
      attributes,
      prior,
      mustAsk: !asksNothing.has(type),
      run: (context) => lookup.read(context, prior),
    };
  });
}

const vendors = await Promise.all(
  Object.values(loadVendor).map(async (load) => {
    const vendor = await load();
    return {
      title: vendor.facts.title,
      vendor,
      operations: [...listResourceOperations(vendor), ...listBeside(vendor), ...listLookUps(vendor)],
    };
  }),
);

interface Outcome {
  readonly result?: unknown;
  readonly error?: unknown;
  readonly warnings: readonly string[];
  readonly traces: readonly string[];
}

interface Network {
  readonly endpoint: string;
  readonly proxy?: ProxyServer;
}

async function carryOut(vendor: Vendor, { run }: Operation, network: Network): Promise<Outcome> {
  const warnings: string[] = [];
  const traces: string[] = [];
  const client = vendor.connect({
    ...network,
    token: new Secret(token),
    tokenSource: "`token` of the provider block",
    headers: { "x-gateway": new Secret(gatewayKey) },
    requestTimeout: 200,
    maxRetries: 1,
    now: () => new Date("2031-05-05T05:05:05Z"),
    sleep: () => Promise.resolve(),
    trace: (message, fields) => void traces.push(JSON.stringify({ message, ...fields })),
  });
  const context: Context<unknown> = {
    client,
    facts: vendor.facts,
    now: () => new Date("2031-05-05T05:05:05Z"),
    signal: new AbortController().signal,
    warn: (summary, detail) => void warnings.push(`${summary}\n${detail}`),
  };
  try {
    return { result: await run(context), warnings, traces };
  } catch (error) {
    return { error: error instanceof PartlyCreated ? error.cause : error, warnings, traces };
  }
}

/** What Terraform prints of an error. */
function show(error: unknown): string {
  if (!(error instanceof AccessError)) throw error;
  expect(error.code).not.toBe("internal");
  const { summary = "", detail = "" } = toDiagnosticMessage({}, toDiagnostic(error));
  return `${summary}\n${detail}`;
}

/** What the trace log and the output of a crash show. */
function showLogs({ error, warnings, traces }: Outcome): string {
  const time = new Date("2031-05-05T05:05:05Z");
  const entry = { level: "trace", module: "access", message: warnings.join(), time } as const;
  const crash = new Error("The provider stopped.", { cause: error });
  return (
    traces.map((trace) => formatLine({ ...entry, message: trace }, { trace, warnings })).join("") + formatPanic(crash)
  );
}

function checkShown(text: string): void {
  expect(text).not.toMatch(/canary|Y2FuYXJ5|\bundefined\b|\[object|\n\s+at /);
  expect(text).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}]/u);
  expect(text.length).toBeLessThan(20_000);
}

const asked = new Map<string, number>();

describe.each(vendors)("$title", ({ vendor, operations }) => {
  it.each(hostilities)("ends with a clear error when the endpoint $name", async ({ answer }) => {
    const run = async (operation: Operation): Promise<void> => {
      const endpoint = await openHostileEndpoint(answer);
      try {
        const outcome = await carryOut(vendor, operation, { endpoint: endpoint.url });
        const { error, warnings } = outcome;
        expect(showLogs(outcome)).not.toMatch(/canary|Y2FuYXJ5/);
        for (const warning of warnings) expect(maskSecrets(warning)).not.toContain("canary");
        if (error !== undefined) checkShown(show(error));
        const name = `${vendor.facts.name} ${operation.noun} ${operation.name}`;
        asked.set(name, (asked.get(name) ?? 0) + endpoint.count());
      } finally {
        await endpoint.close();
      }
    };
    await Promise.all(operations.map(run));
  });
});

afterAll(() => {
  const silent = vendors.flatMap(({ vendor, operations }) =>
    operations
      .filter(({ mustAsk }) => mustAsk)
      .map(({ noun, name }) => `${vendor.facts.name} ${noun} ${name}`)
      .filter((name) => asked.get(name) === 0),
  );
  console.log(silent);
  expect(silent).toEqual([]);
});

describe.each(vendors)("$title, through a proxy that repeats what it was sent", ({ vendor, operations }) => {
  const endpoint = "http://kestrel.example";
  const reads = operations.filter(({ mustAsk }) => mustAsk);

  it.each(echoes)("hides its password: $name", async ({ answer }) => {
    const server = await openHostileEndpoint(answer);
    try {
      const { host } = new URL(server.url);
      const proxy = findProxy(endpoint, {
        HTTP_PROXY: `http://sandpiper:${encodeURIComponent(proxyPassword)}@${host}`,
      });
      if (proxy === undefined) throw new Error("there is no proxy");
      await Promise.all(
        reads.map(async (operation) => {
          const outcome = await carryOut(vendor, operation, { endpoint, proxy });
          expect(showLogs(outcome)).not.toMatch(/canary|Y2FuYXJ5/);
          if (outcome.error !== undefined) checkShown(show(outcome.error));
        }),
      );
      expect(server.count()).toBeGreaterThan(0);
    } finally {
      await server.close();
    }
  });
});

describe.each(vendors)("$title, where something else answers 404", ({ vendor, operations }) => {
  const reads = operations.filter(({ name }) => ["read", "remove", "list"].includes(name));

  it.each(foreignNotFounds)("takes nothing for gone: $name", async ({ answer }) => {
    for (const operation of reads) {
      const endpoint = await openHostileEndpoint(answer);
      try {
        const { error } = await carryOut(vendor, operation, { endpoint: endpoint.url });
        const name = `${operation.name} ${operation.noun}`;
        if (endpoint.count() > 0) expect({ [name]: error }).toEqual({ [name]: expect.any(AccessError) });
      } finally {
        await endpoint.close();
      }
    }
  });
});

/** Notes the shape that each call expects, before it is sent. */
function noteSchemas(note: (schema: z.ZodType) => void): readonly { mockRestore(): void }[] {
  const { read, find, write } = JsonCalls.prototype;
  return [
    vi.spyOn(JsonCalls.prototype, "read").mockImplementation(function (this: JsonCalls, call) {
      note(call.answers);
      return read.call(this, call);
    }),
    vi.spyOn(JsonCalls.prototype, "find").mockImplementation(function (this: JsonCalls, call, isListed) {
      note(call.answers);
      return find.call(this, call, isListed);
    }),
    vi.spyOn(JsonCalls.prototype, "write").mockImplementation(function (this: JsonCalls, call) {
      note(call.answers);
      return write.call(this, call);
    }),
  ];
}

describe.each(vendors)("$title, answered about something else", ({ vendor, operations }) => {
  it.each(operations)("believes nothing: $name $noun", async (operation) => {
    const schemas: z.ZodType[] = [];
    const spies = noteSchemas((schema) => schemas.push(schema));
    const endpoint = await openHostileEndpoint((_, response) => {
      const schema = schemas.at(-1);
      const body = schema === undefined ? {} : createSampleAnswer(schema);
      const whole = Array.isArray(body) ? {} : body;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ...(whole as object), status: "success", data: body }));
    });
    try {
      const { result, error } = await carryOut(vendor, operation, { endpoint: endpoint.url });
      if (error !== undefined) checkShown(show(error));
      if (typeof result !== "object" || result === null) return;
      for (const [name, { facts }] of Object.entries(operation.attributes)) {
        const mustBeSame =
          facts.refersTo !== undefined || (name === "id" && ["read", "update"].includes(operation.name));
        const value: unknown = Reflect.get(result, name);
        // A list says what the object holds, which is the vendor's to tell.
        if (!mustBeSame || typeof value !== "string") continue;
        expect({ [name]: value }).toEqual({ [name]: operation.prior[name] });
      }
    } finally {
      for (const spy of spies) spy.mockRestore();
      await endpoint.close();
    }
  });
});
