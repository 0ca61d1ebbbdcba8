import { toSnakeCase } from "#access/schema/names.ts";
import type { IdentityDefinition } from "#access/schema/identity.ts";
import { isUnknown, isWhollyKnown, unknown } from "#access/schema/unknown.ts";
import type { ResourceIdentityData, ResourceIdentityDataInit } from "../protocol/gen/tfplugin6.ts";
import { toWireType } from "../codec/wire-types.ts";
import { type Diagnostic, DiagnosticError } from "./diagnostic.ts";
import type { AnyRecord } from "./plan.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";

/** What Terraform 1.12 and later store beside a state: which object it is, and whose. */
export interface ResourceIdentity<C> {
  readonly definition: IdentityDefinition;
  /** What is the same for all objects of the client's. The rest of the identity is in the state, under the same names. */
  locate(client: C): AnyRecord;
  /** What is wrong with asking the client about an object with this identity. Left-out values are null. */
  findMismatch?(identity: AnyRecord, client: C): readonly Diagnostic[];
}

/** Null if the host sent none. */
export function decodeIdentity(
  { definition }: ResourceIdentity<unknown>,
  data: ResourceIdentityData | undefined,
): AnyRecord | null {
  return decodeRecord(definition.attributes, data?.identityData);
}

export function encodeIdentity(
  { definition }: ResourceIdentity<unknown>,
  identity: AnyRecord,
): ResourceIdentityDataInit {
  return { identityData: encodeRecord(definition.attributes, identity) };
}

interface Configured {
  readonly client: unknown;
}

/** A resource, as far as its identity goes. */
interface Identified {
  readonly identity?: ResourceIdentity<unknown>;
}

/** @throws DiagnosticError if the stored identity is not one of the client's */
export function checkIdentity(
  { identity }: Identified,
  { client }: Configured,
  stored: ResourceIdentityData | undefined,
): void {
  const record = identity === undefined ? null : decodeIdentity(identity, stored);
  const found = record === null ? [] : (identity?.findMismatch?.(record, client) ?? []);
  if (found.length > 0) throw new DiagnosticError(...found);
}

function pickFrom({ definition }: ResourceIdentity<unknown>, record: AnyRecord): AnyRecord {
  return Object.fromEntries(Object.keys(definition.attributes).map((name) => [name, record[name] ?? null]));
}

/** The identity of what a state says. Undefined for no state, and for a resource without identities. */
export function describeIdentity(
  { identity }: Identified,
  { client }: Configured,
  state: AnyRecord | null,
): ResourceIdentityDataInit | undefined {
  if (identity === undefined || state === null) return undefined;
  return encodeIdentity(identity, pickFrom(identity, { ...state, ...identity.locate(client) }));
}

function planAttribute(planned: unknown, prior: unknown): unknown {
  return isUnknown(planned) && prior !== undefined ? prior : planned;
}

/**
 * The identity of what is planned. Of an object that exists, Terraform accepts no unknown value: what an update will
 * change stays as it was, until the apply tells.
 */
export function planIdentity(
  { identity }: Identified,
  configured: Configured | undefined,
  { prior, planned }: { readonly prior: AnyRecord | null; readonly planned: AnyRecord },
): ResourceIdentityDataInit | undefined {
  if (identity === undefined || (configured === undefined && prior !== null)) return undefined;
  const names = Object.keys(identity.definition.attributes);
  const location =
    configured === undefined
      ? Object.fromEntries(names.filter((name) => !Object.hasOwn(planned, name)).map((name) => [name, unknown]))
      : identity.locate(configured.client);
  const parts = names.map((name) => [name, planAttribute(planned[name] ?? null, prior?.[name])] as const);
  return encodeIdentity(identity, { ...Object.fromEntries(parts), ...location });
}

/** The identity that the host sent, for an answer that knows no better. Undefined if it sent none, or not a known one. */
export function echoIdentity(
  { identity }: Identified,
  stored: ResourceIdentityData | undefined,
): ResourceIdentityDataInit | undefined {
  const record = identity === undefined ? null : decodeIdentity(identity, stored);
  return identity === undefined || record === null || !isWhollyKnown(record)
    ? undefined
    : encodeIdentity(identity, record);
}

/** The schema, as GetResourceIdentitySchemas answers it. */
export function toIdentitySchemaMessage({ version, attributes }: IdentityDefinition) {
  const identityAttributes = Object.entries(attributes).map(([name, { facts }]) => ({
    name: toSnakeCase(name),
    type: Buffer.from(JSON.stringify(toWireType(facts.type))),
    requiredForImport: facts.presence === "required",
    optionalForImport: facts.presence !== "required",
    description: facts.doc,
  }));
  return { version: BigInt(version), identityAttributes };
}
