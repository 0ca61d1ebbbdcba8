import type { EphemeralNoun } from "#access/model/nouns/ephemeral-noun.ts";
import { findExpiry, findUnsupported } from "#access/model/vendors/ephemeral-rules.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { ScalarType } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { ephemeralDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { nounOf } from "../addresses.ts";
import { getPart, getText, isObject, listEntries } from "../json-parts.ts";
import { type Remark, remarkEphemeral } from "../remarks.ts";
import type { JsonObject } from "../source.ts";

/** The facts of the vendor that a block is for; undefined if the stack does not say it. */
function findFacts(document: JsonObject, body: unknown): VendorFacts | undefined {
  const given = getPart(document, "provider", "access");
  const blocks: readonly unknown[] = Array.isArray(given) ? given : [given];
  const alias = getText(body, "provider")?.split(".")[1] ?? null;
  const name = getText(
    blocks.find((one) => getText(one, "alias") === alias),
    "vendor",
  );
  return name !== null && Object.hasOwn(vendorFacts, name) ? vendorFacts[name] : undefined;
}

const idReference = /^\$\{((?:data\.)?access_[a-z_]+\.[\w-]+)\.id\}$/;

/** Whose object it is, where the block refers to somebody of the stack. */
function writeOwner({ attributes }: EphemeralNoun, body: unknown): string {
  const name = Object.keys(attributes).find((one) => attributes[one]?.facts.refersTo !== undefined);
  const [, address] = name === undefined ? [] : (idReference.exec(getText(body, toSnakeCase(name)) ?? "") ?? []);
  return address === undefined ? "" : ` of ${address}`;
}

/** How long it lives: the text of the block, if it is one that is accepted. */
function writeLongest({ attributes }: EphemeralNoun, longest: string, body: unknown): string {
  const { type, defaultValue } = attributes[longest]?.facts ?? {};
  const value = getPart(body, toSnakeCase(longest)) ?? defaultValue;
  const { format } = type as ScalarType;
  return typeof value === "string" && format?.accepts(value) === true ? value : "as long as a variable says";
}

function writeEnd(definition: EphemeralNoun, body: unknown, facts: VendorFacts | undefined): string {
  const { lease } = definition;
  const expiry = facts === undefined ? lease.expiry : findExpiry(definition, facts);
  if (expiry === undefined) {
    return `which only the end of the run ends, as ${facts?.title ?? "the vendor"} lets none expire`;
  }
  const unsure = facts === undefined ? ", if the vendor lets it expire" : "";
  const longest = `which works for at most ${writeLongest(definition, expiry.longest, body)}${unsure}`;
  const closes = getPart(body, toSnakeCase(lease.closes)) ?? true;
  if (closes === true) return `${longest}, and is revoked at the end of the run`;
  const setting = `\`${toSnakeCase(lease.closes)}\``;
  return closes === false
    ? `${longest}, also after the run: ${setting} is false`
    : `${longest}, also after the run if ${setting} is false`;
}

function describeBlock(document: JsonObject, definition: EphemeralNoun, body: unknown): string {
  const facts = findFacts(document, body);
  const { type } = definition;
  if (facts !== undefined && findUnsupported(definition, facts) !== undefined) {
    return `${facts.title} has no such ${type}: the plan fails.`;
  }
  const owner = writeOwner(definition, body);
  return `each plan and each apply makes a ${type}${owner}, ${writeEnd(definition, body, facts)}.`;
}

/** The ephemeral objects of the provider in a synthesized stack, and what each makes. */
export function listStackEphemerals(document: JsonObject): readonly Remark[] {
  return listEntries(document, "ephemeral").flatMap(([terraformType, all]) => {
    const type = nounOf(terraformType);
    if (type === undefined) return [];
    const definition = ephemeralDefinitions.find((one) => one.type === type);
    return listEntries(all).map(([name, body]) => {
      const address = `ephemeral.${terraformType}.${name}`;
      const says = definition === undefined || !isObject(body) ? undefined : describeBlock(document, definition, body);
      return remarkEphemeral(address, says);
    });
  });
}
