import { AccessError } from "#access/model/errors.ts";
import { describeStoredObject } from "#access/model/nouns/object-name.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { draftAttributes } from "#access/model/vendors/written-attributes.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";
import type { Diagnostic } from "../plugin/engine/diagnostic.ts";
import type { GeneratedConfig } from "../plugin/engine/provider.ts";
import type { Connection } from "./connection.ts";
import { findKnownFacts } from "./known-facts.ts";

type AnyRecord = { readonly [name: string]: unknown };

interface ConfigurationRequest {
  readonly state: AnyRecord;
  readonly client: Connection | undefined;
  readonly settings: Settings | null;
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${toSnakeCase(name)}\``).join(", ");
}

function warnOfIgnored(object: string, ignored: readonly string[], { title }: VendorFacts): Diagnostic {
  const names = ignored.map(toSnakeCase).join(", ");
  return {
    severity: "warning",
    summary: "The generated configuration changes the state once",
    detail: `${title} does not tell ${listNames(ignored)} of ${object}, which code must set: what is written there means nothing. Terraform would show it as a change in place, which changes nothing at ${title}. To plan none, add: lifecycle { ignore_changes = [${names}] }`,
  };
}

function warnOfProblems(object: string, problems: readonly string[]): Diagnostic {
  return {
    severity: "warning",
    summary: "The generated configuration is not complete",
    detail: `The configuration of ${object} cannot be applied as it is. ${problems.join(" ")}`,
  };
}

/** How a resource generates configurations. */
export function serveConfigurations(definition: NounDefinition, surroundings: Surroundings) {
  return ({ state, client, settings }: ConfigurationRequest): GeneratedConfig =>
    generateConfiguration(definition, state, client?.vendor.facts ?? findKnownFacts(settings, surroundings));
}

/** What code says of an object: as `latchkey adopt` writes it, with ids in place of references. @throws AccessError */
function generateConfiguration(
  definition: NounDefinition,
  state: AnyRecord,
  facts: VendorFacts | undefined,
): GeneratedConfig {
  if (facts === undefined)
    throw new AccessError("vendor_missing", "The vendor is not known, so no configuration can be generated.");
  const { values, ignored, problems } = draftAttributes(definition, facts, state);
  const object = describeStoredObject(definition, state);
  return {
    config: Object.fromEntries(values),
    diagnostics: [
      ...(ignored.length === 0 ? [] : [warnOfIgnored(object, ignored, facts)]),
      ...(problems.length === 0 ? [] : [warnOfProblems(object, problems)]),
    ],
  };
}
