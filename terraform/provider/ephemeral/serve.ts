import { randomUUID } from "node:crypto";
import { AccessError } from "#access/model/errors.ts";
import type { EphemeralNoun } from "#access/model/nouns/ephemeral-noun.ts";
import { findEphemeralErrors } from "#access/model/vendors/ephemeral-rules.ts";
import type { EphemeralAttributes, EphemeralResourceDefinition } from "#access/schema/definition.ts";
import type { State } from "#access/schema/records.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { Settings, Surroundings } from "#connection/surroundings.ts";
import { DiagnosticError } from "../../plugin/engine/diagnostic.ts";
import {
  type EphemeralHandlers,
  type Renewable,
  type ServedEphemeralResource,
  serveEphemeralResource,
} from "../../plugin/engine/ephemeral.ts";
import type { Call, WithPrivateState } from "../../plugin/engine/handler-call.ts";
import type { Connection } from "../connection.ts";
import { toDiagnostic } from "../explain.ts";
import { contextOf } from "../context.ts";
import { findKnownFacts } from "../known-facts.ts";
import { closeObject } from "./close.ts";
import { describeObject, openObject } from "./open.ts";
import { computeRenewal, renewObject } from "./renew.ts";
import type { EphemeralCall } from "./call.ts";
import type { AnyRecord, EphemeralObject } from "./object.ts";

/** What Terraform keeps between the calls about one object. */
const handleKey = "object";

type Request = Call<Connection> & WithPrivateState;

function setUnknownToNull(config: AnyRecord): AnyRecord {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, isUnknown(value) ? null : value]));
}

function findOpened({ client, private: kept }: Request): readonly [handle: string, object: EphemeralObject] {
  const handle = kept.get(handleKey);
  const object = typeof handle === "string" ? client.opened.get(handle) : undefined;
  if (typeof handle === "string" && object !== undefined) return [handle, object];
  throw new AccessError("internal", "Terraform named an ephemeral object that this run has not opened.");
}

/** Serves the ephemeral form of one noun for the vendor that the provider block names. */
export function serveAccessEphemeral(
  definition: EphemeralNoun,
  surroundings: Surroundings,
  createId: () => string = randomUUID,
): ServedEphemeralResource<Connection, Settings> {
  const callOf = (request: Request): EphemeralCall => {
    return { definition, connection: request.client, context: contextOf(request), surroundings };
  };
  // Terraform's timer is the system's clock, whatever the connection's one says.
  const schedule = (call: EphemeralCall, object: EphemeralObject): Renewable => {
    const renewIn = computeRenewal(call, object);
    return renewIn === undefined ? {} : { renewAt: new Date(surroundings.now().getTime() + renewIn) };
  };
  const handlers: EphemeralHandlers<EphemeralResourceDefinition, Connection, Settings> = {
    validate: ({ config, settings }) =>
      findEphemeralErrors(definition, config, findKnownFacts(settings, surroundings)).map(toDiagnostic),
    async open(request) {
      const call = callOf(request);
      const config = setUnknownToNull(request.config);
      // The vendor may have been unknown at validate, so the same rules run here.
      const errors = findEphemeralErrors(definition, config, call.context.facts);
      if (errors.length > 0) throw new DiagnosticError(...errors.map(toDiagnostic));
      const handle = createId();
      const object = await openObject(call, config, handle.replaceAll("-", "").slice(0, 12));
      request.client.opened.set(handle, object);
      request.private.set(handleKey, handle);
      const result = describeObject(call, config, object) as State<EphemeralAttributes>;
      return { result, ...schedule(call, object) };
    },
    async renew(request) {
      const call = callOf(request);
      const [handle, object] = findOpened(request);
      const renewed = await renewObject(call, object);
      request.client.opened.set(handle, renewed);
      return schedule(call, renewed);
    },
    async close(request) {
      const [handle, object] = findOpened(request);
      await closeObject(callOf(request), object);
      request.client.opened.delete(handle);
    },
  };
  return serveEphemeralResource(definition, handlers);
}
