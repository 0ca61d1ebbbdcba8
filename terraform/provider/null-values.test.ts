import { describe, expect, it } from "vitest";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { createMemoryTransport } from "../plugin/grpc/testing/memory-transport.ts";
import { createProviderHandlers } from "../plugin/engine/provider-handlers.ts";
import { encodeResult, encodeRecord } from "../plugin/engine/record-codec.ts";
import { silent } from "../plugin/process/log.ts";
import { ProviderService } from "../plugin/protocol/provider-service.ts";
import { functions } from "./functions.gen.ts";
import { createAccessProvider } from "./provider.ts";

interface Place {
  readonly label: string;
  /** A value that has null in that place, and something in all others that are required. */
  readonly value: unknown;
}

function createSample(type: Type): unknown {
  switch (type.kind) {
    case "list":
    case "set":
      return [createSample(type.element)];
    case "map":
      return { a: createSample(type.element) };
    case "object":
      return createSampleRecord(type.attributes);
    case "bool":
      return true;
    case "integer":
      return 1n;
    case "number":
      return 1;
    default:
      return type.kind === "text" ? (type.oneOf?.[0] ?? "x") : null;
  }
}

function createSampleRecord(attributes: Attributes): { [name: string]: unknown } {
  const required = Object.entries(attributes).filter(([, { facts }]) => facts.presence === "required");
  return Object.fromEntries(required.map(([name, { facts }]) => [name, createSample(facts.type)]));
}

/** Each place inside the value where null has no meaning. */
function listPlaces(type: Type, label: string): readonly Place[] {
  switch (type.kind) {
    case "list":
    case "set": {
      const inner = listPlaces(type.element, `${label}[]`);
      return [{ label: `${label}[]`, value: [null] }, ...inner.map((place) => ({ ...place, value: [place.value] }))];
    }
    case "map": {
      const inner = listPlaces(type.element, `${label}.a`);
      return [
        { label: `${label}.a`, value: { a: null } },
        ...inner.map((place) => ({ ...place, value: { a: place.value } })),
      ];
    }
    case "object":
      return listPlacesInRecord(type.attributes, `${label}.`);
    default:
      return [];
  }
}

function listPlacesInRecord(attributes: Attributes, prefix = ""): readonly Place[] {
  const sample = createSampleRecord(attributes);
  return Object.entries(attributes).flatMap(([name, { facts }]) => {
    if (facts.presence === "computed") return [];
    const label = `${prefix}${toSnakeCase(name)}`;
    const inner = listPlaces(facts.type, label).map((place) => ({
      ...place,
      value: { ...sample, [name]: place.value },
    }));
    return facts.presence === "required" ? [{ label, value: { ...sample, [name]: null } }, ...inner] : inner;
  });
}

const environment = { ACCESS_VENDOR: "signoz", ACCESS_ENDPOINT: "http://127.0.0.1:9", ACCESS_TOKEN: "t" };
const provider = createAccessProvider({ environment, now: () => new Date(0), sleep: () => Promise.resolve() });
const { attributes: settings } = provider;

async function connect() {
  const handlers = createProviderHandlers(provider, silent);
  const client = createMemoryTransport([{ service: ProviderService, handlers }])
    .connect()
    .client(ProviderService);
  const config = encodeRecord(settings, { ...createNulls(settings), vendor: "signoz" });
  const { diagnostics } = await client.configureProvider({ config, terraformVersion: "1.11.4" });
  expect(diagnostics.filter(({ severity }) => severity === "ERROR")).toEqual([]);
  return client;
}

function createNulls(attributes: Attributes): { [name: string]: unknown } {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
}

interface Refused {
  readonly diagnostics: readonly { readonly severity: string; readonly summary: string; readonly detail: string }[];
}

function expectRefusal({ diagnostics }: Refused, label: string): void {
  const errors = diagnostics.filter(({ severity }) => severity === "ERROR");
  expect(errors.length, label).toBeGreaterThan(0);
  const [name = ""] = label.split(/[.[]/);
  for (const { summary, detail } of errors) {
    expect(summary).toMatch(/is null$/);
    expect(detail).toContain(`\`${name}`);
  }
}

const resources = nounDefinitions.flatMap(({ type, attributes }) =>
  listPlacesInRecord(attributes).map(({ label, value }) => ({ type, attributes, label, value: value as object })),
);
const dataSources = dataSourceDefinitions.flatMap(({ type, attributes }) =>
  listPlacesInRecord(attributes).map(({ label, value }) => ({ type, attributes, label, value: value as object })),
);

describe("null where it has no meaning is refused with its place", () => {
  it.each(resources)("resource $type: $label", async ({ type, attributes, label, value }) => {
    const client = await connect();
    const typeName = `access_${type}`;
    const record = encodeRecord(attributes, { ...createNulls(attributes), ...value });
    const none = encodeRecord(attributes, null);
    expectRefusal(await client.validateResourceConfig({ typeName, config: record }), label);
    const planned = await client.planResourceChange({
      typeName,
      config: record,
      proposedNewState: record,
      priorState: none,
    });
    expectRefusal(planned, label);
    expectRefusal(
      await client.applyResourceChange({ typeName, config: record, plannedState: record, priorState: none }),
      label,
    );
  });

  it.each(dataSources)("data source $type: $label", async ({ type, attributes, label, value }) => {
    const client = await connect();
    const typeName = `access_${type}`;
    const config = encodeRecord(attributes, { ...createNulls(attributes), ...value });
    expectRefusal(await client.validateDataResourceConfig({ typeName, config }), label);
    expectRefusal(await client.readDataSource({ typeName, config }), label);
  });

  it.each(listPlacesInRecord(settings))("provider block: $label", async ({ label, value }) => {
    const client = await connect();
    const config = encodeRecord(settings, { ...createNulls(settings), vendor: "signoz", ...(value as object) });
    expectRefusal(await client.validateProviderConfig({ config }), label);
    expectRefusal(await client.configureProvider({ config, terraformVersion: "1.11.4" }), label);
  });

  const parameters = functions.flatMap(({ definition: { name, parameters: all } }) =>
    Object.entries(all).flatMap(([parameter, { type }]) =>
      listPlaces(type, parameter).map(({ label, value }) => ({ name, all, parameter, label, value })),
    ),
  );

  it.each(parameters)("function $name: $label", async ({ name, all, parameter, value }) => {
    const client = await connect();
    const args = Object.entries(all).map(([key, { type }]) =>
      encodeResult(type, key === parameter ? value : createSample(type)),
    );
    const { error } = await client.callFunction({ name, arguments: args });
    expect(error?.text).toMatch(/null/);
  });

  it("covers the collections that the nouns have", () => {
    const labels = resources.map(({ type, label }) => `${type}.${label}`);
    expect(labels).toEqual(
      expect.arrayContaining([
        "role.permissions[]",
        "role.permissions[].selectors[]",
        "role_mapping.group_mappings.a",
        "service_account.role_ids[]",
        "role_binding.role_id",
      ]),
    );
  });
});
