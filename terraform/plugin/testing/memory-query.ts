import { parseJson } from "#access/schema/json-parser.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { decodeValue, encodeValue } from "../codec/msgpack-value.ts";
import { parseWireType } from "../codec/wire-types.ts";
import type {
  Diagnostic,
  DynamicValue,
  ListResourceEvent,
  Schema,
  SchemaAttribute,
  SchemaObject,
} from "../protocol/gen/tfplugin6.ts";
import type { ProviderClient } from "../protocol/provider-service.ts";
import { MemoryIdentity, type StoredIdentity } from "./memory-identity.ts";
import { RuleBroken } from "./rule-broken.ts";

/** With Terraform's own names. */
export interface WireRecord {
  readonly [name: string]: unknown;
}

export interface QueriedItem {
  readonly displayName: string;
  readonly identity: StoredIdentity;
  /** Null unless it was asked for. */
  readonly state: WireRecord | null;
}

export interface QueryResult {
  readonly items: readonly QueriedItem[];
  /** As a user reads them: `summary: detail`. */
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

export interface QueryOptions {
  /** What Terraform sends if the block has none. @default 100 */
  readonly limit?: number;
  /** As `include_resource`, or `-generate-config-out`, asks. @default false */
  readonly includeResource?: boolean;
  /** Called after each event; Terraform cancels a stream that it reads no more. */
  readonly onEvent?: (count: number) => void;
  readonly signal?: AbortSignal;
}

function typeOfObject({ nesting, attributes }: SchemaObject): WireType {
  const inner = typeOfAttributes(attributes);
  if (nesting === "SINGLE") return inner;
  const kinds = { LIST: "list", SET: "set", MAP: "map" } as const;
  if (nesting === "INVALID") throw new RuleBroken("a nested attribute has no nesting");
  return [kinds[nesting], inner];
}

function typeOfAttributes(attributes: readonly SchemaAttribute[]): WireType {
  const types = attributes.map(({ name, type, nestedType }): readonly [string, WireType] => [
    name,
    nestedType === undefined ? parseWireType(parseJson(Buffer.from(type).toString("utf8"))) : typeOfObject(nestedType),
  ]);
  return ["object", Object.fromEntries(types)];
}

/** The type of the values of a block, as Terraform derives it from a schema. */
export function readBlockType({ block }: Schema): WireType {
  return typeOfAttributes(block?.attributes ?? []);
}

export function listNames({ block }: Schema): readonly string[] {
  return (block?.attributes ?? []).map(({ name }) => name);
}

/** A block with what is written in it; null for one that is not there. */
export function encodeBlock(schema: Schema, written: WireRecord | null): { readonly msgpack: Uint8Array } {
  const nulls = Object.fromEntries(listNames(schema).map((name) => [name, null]));
  const value = written === null ? null : { ...nulls, ...written };
  for (const name of Object.keys(value ?? {}))
    if (!Object.hasOwn(nulls, name)) throw new Error(`Unsupported argument: "${name}" is not expected here`);
  return { msgpack: encodeValue(readBlockType(schema), value) };
}

export function showDiagnostics(diagnostics: readonly Diagnostic[], severity: "ERROR" | "WARNING"): readonly string[] {
  for (const one of diagnostics)
    if (one.severity === "INVALID") throw new RuleBroken("a diagnostic without a severity");
  return diagnostics.filter((one) => one.severity === severity).map(({ summary, detail }) => `${summary}: ${detail}`);
}

function hasIdentity({ identity }: ListResourceEvent): boolean {
  return identity?.identityData !== undefined;
}

/**
 * Terraform 1.14's `terraform query` and `-generate-config-out` for one type: requests are shaped as Terraform's client
 * shapes them, and answers are held to what that client demands of them (internal/plugin6/grpc_provider.go).
 */
export class MemoryQuery {
  readonly #client: ProviderClient;
  readonly #typeName: string;
  readonly #listSchema: Schema;
  readonly #schema: Schema;
  readonly #identity: MemoryIdentity;

  private constructor(
    client: ProviderClient,
    typeName: string,
    of: { readonly listSchema: Schema; readonly schema: Schema; readonly identity: MemoryIdentity },
  ) {
    this.#client = client;
    this.#typeName = typeName;
    this.#listSchema = of.listSchema;
    this.#schema = of.schema;
    this.#identity = of.identity;
  }

  /** @throws RuleBroken if there is no such list, or no resource of the type with an identity */
  static async open(client: ProviderClient, typeName: string): Promise<MemoryQuery> {
    const { listResourceSchemas, resourceSchemas } = await client.getProviderSchema({});
    const { listResources } = await client.getMetadata({});
    const listSchema = listResourceSchemas[typeName];
    const schema = resourceSchemas[typeName];
    if (listSchema === undefined) throw new RuleBroken(`${typeName} has no list`);
    if (schema === undefined) throw new RuleBroken(`the list ${typeName} is of no resource`);
    if (!listResources.some((one) => one.typeName === typeName))
      throw new RuleBroken(`the list of ${typeName} is not in the metadata`);
    const identity = await MemoryIdentity.open(client, typeName);
    return new MemoryQuery(client, typeName, { listSchema, schema, identity });
  }

  get identity(): MemoryIdentity {
    return this.#identity;
  }

  /** The arguments of the block `config`. */
  get argumentNames(): readonly string[] {
    return listNames(this.#listSchema);
  }

  /** The errors. */
  async validate(config: WireRecord | null): Promise<readonly string[]> {
    const { diagnostics } = await this.#client.validateListResourceConfig({
      typeName: this.#typeName,
      config: encodeBlock(this.#listSchema, config),
      includeResourceObject: { msgpack: encodeValue("bool", null) },
      limit: { msgpack: encodeValue("number", null) },
    });
    return showDiagnostics(diagnostics, "ERROR");
  }

  decodeObject({ msgpack }: DynamicValue): WireRecord {
    const value = decodeValue(readBlockType(this.#schema), msgpack) as WireRecord | null;
    if (value === null) throw new RuleBroken(`an object of ${this.#typeName} is null`);
    if (!isWhollyKnown(value)) throw new RuleBroken(`an object of ${this.#typeName} has unknown values`);
    return value;
  }

  #readItem({ identity, displayName, resourceObject }: ListResourceEvent, isIncluded: boolean): QueriedItem {
    const known = this.#identity.decode(identity);
    if (known === null) throw new RuleBroken(`missing identity data in an event of ${this.#typeName}`);
    if (!isWhollyKnown(known)) throw new RuleBroken(`an event of ${this.#typeName} has an unknown identity`);
    if (displayName === "") throw new RuleBroken(`an event of ${this.#typeName} has no display name`);
    if (isIncluded && resourceObject === undefined)
      throw new RuleBroken(`an event of ${this.#typeName} has no object, and it was asked for`);
    return {
      displayName,
      identity: known,
      state: isIncluded && resourceObject !== undefined ? this.decodeObject(resourceObject) : null,
    };
  }

  /** @param config null if there is no block `config` */
  async list(config: WireRecord | null, options: QueryOptions = {}): Promise<QueryResult> {
    const { limit = 100, includeResource = false, onEvent, signal } = options;
    const controller = new AbortController();
    const request = {
      typeName: this.#typeName,
      config: encodeBlock(this.#listSchema, config),
      includeResourceObject: includeResource,
      limit: BigInt(limit),
    };
    const items: QueriedItem[] = [];
    const diagnostics: Diagnostic[] = [];
    const stop = signal === undefined ? controller.signal : AbortSignal.any([controller.signal, signal]);
    let events = 0;
    if (limit > 0) {
      for await (const event of this.#client.listResource(request, { signal: stop })) {
        events += 1;
        onEvent?.(events);
        diagnostics.push(...event.diagnostic);
        if (diagnostics.some(({ severity }) => severity === "ERROR")) break;
        if (diagnostics.length > 0 && !hasIdentity(event)) continue;
        items.push(this.#readItem(event, includeResource));
        if (items.length >= limit) break;
      }
    }
    return {
      items,
      warnings: showDiagnostics(diagnostics, "WARNING"),
      errors: showDiagnostics(diagnostics, "ERROR"),
    };
  }

  /** The configuration of an object, as `-generate-config-out` asks for it. */
  async generate(state: WireRecord) {
    const { config, diagnostics } = await this.#client.generateResourceConfig({
      typeName: this.#typeName,
      state: { msgpack: encodeValue(readBlockType(this.#schema), state) },
    });
    const errors = showDiagnostics(diagnostics, "ERROR");
    const written = errors.length > 0 || config === undefined ? null : this.decodeObject(config);
    for (const { name, sensitive, optional, required } of this.#schema.block?.attributes ?? []) {
      const isSet = (written?.[name] ?? null) !== null;
      if (isSet && sensitive) throw new RuleBroken(`the configuration of ${this.#typeName} has the secret ${name}`);
      if (isSet && !optional && !required) throw new RuleBroken(`${name} of ${this.#typeName} cannot be written`);
    }
    return { written, errors, warnings: showDiagnostics(diagnostics, "WARNING") };
  }
}
