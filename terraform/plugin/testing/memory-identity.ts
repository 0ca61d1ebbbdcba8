import { isDeepStrictEqual } from "node:util";
import { parseJson } from "#access/schema/json-parser.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { decodeValue, encodeValue } from "../codec/msgpack-value.ts";
import { parseWireType } from "../codec/wire-types.ts";
import type {
  ResourceIdentityData,
  ResourceIdentityDataInit,
  ResourceIdentitySchema,
} from "../protocol/gen/tfplugin6.ts";
import type { ProviderClient } from "../protocol/provider-service.ts";
import { RuleBroken } from "./rule-broken.ts";

/** As Terraform stores it, with its own names. */
export interface StoredIdentity {
  readonly [name: string]: unknown;
}

type Data = ResourceIdentityData | undefined;

/** Checks a schema as Terraform's own SDKs do: primitives and lists of them, each with one part in an import. */
function readSchema(typeName: string, { identityAttributes }: ResourceIdentitySchema): WireType {
  const types = identityAttributes.map((attribute): readonly [string, WireType] => {
    const { name, type, requiredForImport, optionalForImport } = attribute;
    const wire = parseWireType(parseJson(Buffer.from(type).toString("utf8")));
    const inner = Array.isArray(wire) && wire[0] === "list" ? (wire[1] as WireType) : wire;
    if (typeof inner !== "string" || inner === "dynamic")
      throw new RuleBroken(`${name} of the identity of ${typeName} is neither a primitive nor a list of them`);
    if (requiredForImport === optionalForImport)
      throw new RuleBroken(`${name} of the identity of ${typeName} is both required and optional, or neither`);
    return [name, wire];
  });
  return ["object", Object.fromEntries(types)];
}

/**
 * The identity of one resource as Terraform 1.12 and later keep it: with the rules that Terraform has for answers, and
 * those that its SDKs enforce for it. Requests are shaped as Terraform's client shapes them: an identity that is null is
 * left out.
 */
export class MemoryIdentity {
  readonly #client: ProviderClient;
  readonly #typeName: string;
  readonly #type: WireType;
  readonly #version: bigint;
  #stored: StoredIdentity | null = null;

  private constructor(client: ProviderClient, typeName: string, schema: ResourceIdentitySchema) {
    this.#client = client;
    this.#typeName = typeName;
    this.#type = readSchema(typeName, schema);
    this.#version = schema.version;
  }

  /** @throws RuleBroken if the resource has no identity, or one that Terraform refuses */
  static async open(client: ProviderClient, typeName: string): Promise<MemoryIdentity> {
    const { identitySchemas } = await client.getResourceIdentitySchemas({});
    const schema = identitySchemas[typeName];
    if (schema === undefined) throw new RuleBroken(`${typeName} has no identity`);
    return new MemoryIdentity(client, typeName, schema);
  }

  /** What is in the state. Null if it has none yet. */
  get stored(): StoredIdentity | null {
    return this.#stored;
  }

  set stored(identity: StoredIdentity | null) {
    this.#stored = identity;
  }

  get version(): bigint {
    return this.#version;
  }

  encode(identity: StoredIdentity | null): ResourceIdentityDataInit | undefined {
    return identity === null ? undefined : { identityData: { msgpack: encodeValue(this.#type, identity) } };
  }

  /** For the next request. */
  get message(): ResourceIdentityDataInit | undefined {
    return this.encode(this.#stored);
  }

  decode(data: Data): StoredIdentity | null {
    const { msgpack } = data?.identityData ?? {};
    return msgpack === undefined || msgpack.length === 0
      ? null
      : (decodeValue(this.#type, msgpack) as StoredIdentity | null);
  }

  #require(data: Data, what: string): StoredIdentity {
    const identity = this.decode(data);
    if (identity === null) throw new RuleBroken(`${what} of ${this.#typeName} has no identity, which erases it`);
    return identity;
  }

  #requireKnown(data: Data, what: string): StoredIdentity {
    const identity = this.#require(data, what);
    if (!isWhollyKnown(identity)) throw new RuleBroken(`${what} of ${this.#typeName} has an unknown identity`);
    return identity;
  }

  /** What was null may become known; nothing else may change. */
  #checkKept(before: StoredIdentity | null, after: StoredIdentity, what: string): void {
    for (const [name, value] of Object.entries(before ?? {})) {
      if (value === null || isUnknown(value) || isDeepStrictEqual(value, after[name])) continue;
      throw new RuleBroken(`${what} of ${this.#typeName} changes ${name} of its identity`);
    }
  }

  /** Before anything else is asked about a stored object. */
  async upgrade(): Promise<void> {
    if (this.#stored === null) return;
    const { upgradedIdentity, diagnostics } = await this.#client.upgradeResourceIdentity({
      typeName: this.#typeName,
      version: this.#version,
      rawIdentity: { json: Buffer.from(JSON.stringify(this.#stored)) },
    });
    if (diagnostics.length > 0) throw new RuleBroken(`the identity cannot be upgraded: ${diagnostics[0]?.detail}`);
    this.#checkKept(this.#stored, this.#requireKnown(upgradedIdentity, "the upgrade"), "the upgrade");
  }

  takeRead(data: Data, isThere: boolean): void {
    if (!isThere) {
      this.#stored = null;
      return;
    }
    const identity = this.#requireKnown(data, "a read");
    this.#checkKept(this.#stored, identity, "a read");
    this.#stored = identity;
  }

  /** @returns what the apply is sent */
  takePlan(data: Data, isNew: boolean): StoredIdentity {
    const identity = isNew ? this.#require(data, "a plan") : this.#requireKnown(data, "the plan of an update");
    if (!isNew) this.#checkKept(this.#stored, identity, "the plan of an update");
    return identity;
  }

  /** An update may change it, as a rotation does. */
  takeApply(data: Data, { planned, isThere }: { readonly planned: StoredIdentity | null; readonly isThere: boolean }) {
    if (!isThere) {
      this.#stored = null;
      return;
    }
    const identity = this.#requireKnown(data, "an apply");
    if (this.#stored === null) this.#checkKept(planned, identity, "a creation");
    this.#stored = identity;
  }
}
