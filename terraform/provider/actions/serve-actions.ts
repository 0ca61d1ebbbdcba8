import { AccessError } from "#access/model/errors.ts";
import { declareActions, type NounAction } from "#access/model/nouns/actions.ts";
import { spellNoun } from "#access/model/nouns/object-name.ts";
import type { NounDefinition } from "#access/model/nouns/own-attributes.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { findRotationObstacle } from "#access/model/vendors/rotation-obstacle.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { isUnknown, isWhollyKnown } from "#access/schema/unknown.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { ActionCall, ServedAction } from "../../plugin/engine/action.ts";
import { DiagnosticError } from "../../plugin/engine/diagnostic.ts";
import type { AnyRecord } from "../../plugin/engine/plan.ts";
import { findArgumentErrors } from "../argument-errors.ts";
import type { Connection } from "../connection.ts";
import { toDiagnostic } from "../explain.ts";
import { findKnownFacts } from "../known-facts.ts";
import { checkRecipients } from "../sealing.ts";
import type { Resource } from "./object.ts";
import { findManagedError, refuseRotation } from "./refusals.ts";

// Loaded on first use: most runs invoke no action, and files take longer to load than all else here.
const loadRevoke = () => import("./revoke.ts");
const loadRotate = () => import("./rotate.ts");

interface Deed {
  readonly action: NounAction;
  /** Why the vendor cannot do it. */
  findObstacle(facts: VendorFacts): AccessError | undefined;
  invoke(call: ActionCall<Connection, Settings>): Promise<void>;
}

function listDeeds(noun: NounDefinition, resource: Resource): readonly Deed[] {
  const { revoke: revocation, rotate: rotation } = declareActions(noun, Object.values(vendorFacts));
  const deeds: Deed[] = [];
  if (revocation !== undefined) {
    deeds.push({
      action: revocation,
      findObstacle: () => undefined,
      invoke: async (call) => (await loadRevoke()).revoke(revocation, resource, call),
    });
  }
  if (rotation !== undefined) {
    deeds.push({
      action: rotation,
      findObstacle(facts) {
        const obstacle = findRotationObstacle(noun, facts);
        return obstacle === undefined ? undefined : refuseRotation(rotation, facts.title, obstacle);
      },
      invoke: async (call) => (await loadRotate()).rotate(rotation, resource, call),
    });
  }
  return deeds;
}

/** An unknown value may be what is missing. */
function checkGiven({ finders, noun }: NounAction, config: AnyRecord): readonly AccessError[] {
  const values = finders.map((name) => config[name]);
  if (values.some((value) => isUnknown(value) || (typeof value === "string" && value !== ""))) return [];
  const names = finders.map((name) => `\`${toSnakeCase(name)}\``).join(", ");
  const message = `${noun.type}: nothing says which one is meant.`;
  return [new AccessError("invalid_value", message, { advice: `Set enough of ${names}.` })];
}

/** What the vendor has nothing for would find nothing. */
function checkFinders({ finders, noun }: NounAction, config: AnyRecord, facts: VendorFacts): readonly AccessError[] {
  const given = finders.filter((name) => (config[name] ?? null) !== null);
  return given.flatMap((name) => {
    const owner = noun.owners?.[name];
    const isForeign = owner !== undefined && owner !== facts.title;
    const unsupported = facts.nouns[noun.type]?.attributes[name]?.unsupported;
    if (!isForeign && unsupported === undefined) return [];
    const message = `${facts.title} has no \`${toSnakeCase(name)}\` of a ${spellNoun(noun.type)}${isForeign ? `: only ${owner} has` : ""}.`;
    const advice = unsupported ?? "Leave it out.";
    return [new AccessError("unsupported", message, { path: [name], advice })];
  });
}

function findErrors(
  { action, findObstacle }: Deed,
  config: AnyRecord,
  facts: VendorFacts | undefined,
): readonly AccessError[] {
  const { noun, definition } = action;
  const errors = findArgumentErrors(noun, definition, { config, facts });
  if (errors.length > 0) return errors;
  const obstacle = facts === undefined ? undefined : findObstacle(facts);
  if (obstacle !== undefined) return [obstacle];
  return [...(facts === undefined ? [] : checkFinders(action, config, facts)), ...checkGiven(action, config)];
}

/** Serves what can be done on demand with the objects of one noun. */
export function serveAccessActions(
  { definition: noun, resource }: { readonly definition: NounDefinition; readonly resource: Resource },
  surroundings: Surroundings,
): readonly ServedAction<Connection, Settings>[] {
  return listDeeds(noun, resource).map((deed) => ({
    definition: deed.action.definition,
    handlers: {
      validate: ({ config, settings }) =>
        findErrors(deed, config, findKnownFacts(settings, surroundings)).map(toDiagnostic),
      async plan({ config, client, settings }) {
        const facts = client?.vendor.facts ?? findKnownFacts(settings, surroundings);
        const errors = findErrors(deed, config, facts);
        const managed = client === undefined ? undefined : findManagedError(deed.action, config, client);
        const recipients = noun.seals === undefined ? undefined : config[noun.seals.recipients];
        if (noun.seals !== undefined && Array.isArray(recipients) && isWhollyKnown(recipients))
          await checkRecipients(noun.seals, recipients);
        return [...errors, ...(managed === undefined ? [] : [managed])].map(toDiagnostic);
      },
      async invoke(call) {
        // The vendor, or a value, may have been unknown before.
        const errors = findErrors(deed, call.config, call.client.vendor.facts);
        if (errors.length > 0) throw new DiagnosticError(...errors.map(toDiagnostic));
        await deed.invoke(call);
      },
    },
  }));
}
