import type { Attributes } from "#access/schema/attribute.ts";
import { defineResource, type ResourceDefinition } from "#access/schema/definition.ts";
import { bool, list, object, text } from "#access/schema/types.ts";
import { type Provider, type ServedResource, serveResource } from "#terraform/plugin/engine/provider.ts";
import { type Hosted, hostProvider } from "#terraform/plugin/testing/test-host.ts";

const id = text.computed("id");
const orgId = text.computed("organization");

const kind = object({ type: text.required("type"), kind: text.required("kind") });
const objects = object({ resource: kind.required("resource"), selectors: list(text).required("selectors") });
const group = object({ relation: text.required("relation"), objectGroup: objects.required("objects") });

const definitions: readonly ResourceDefinition[] = [
  defineResource({
    type: "service_account",
    summary: "Account.",
    importId: ["id"],
    attributes: { id, name: text.required("name"), email: text.computed("e-mail"), orgId },
  }),
  defineResource({
    type: "service_account_role",
    summary: "Assignment.",
    importId: ["id"],
    attributes: { id, serviceAccountId: text.required("account"), roleId: text.required("role") },
  }),
  defineResource({
    type: "role",
    summary: "Role.",
    importId: ["id"],
    attributes: {
      id,
      name: text.required("name"),
      description: text.optional("description").computed(),
      transactionGroups: list(group).optional("groups").computed(),
      orgId,
      type: text.computed("type"),
    },
  }),
  defineResource({
    type: "user",
    summary: "User.",
    importId: ["id"],
    attributes: {
      id,
      email: text.required("e-mail"),
      displayName: text.optional("name").computed(),
      isRoot: bool.computed("whether it is the root user"),
      orgId,
    },
  }),
  defineResource({
    type: "user_role",
    summary: "Assignment of a user.",
    importId: ["id"],
    attributes: { id, userId: text.required("user"), roleId: text.required("role") },
  }),
];

function idle(definition: ResourceDefinition): ServedResource<undefined, unknown> {
  const never = () => Promise.reject(new Error("what moves away is not carried out by this provider any more"));
  return serveResource(definition, { create: never, read: never, update: never, remove: never });
}

const provider: Provider<Attributes, undefined> = {
  name: "signoz",
  summary: "The access types of SigNoz's own provider, as its documentation describes version 0.0.17.",
  attributes: {},
  configure: () => undefined,
  explain: () => undefined,
  resources: definitions.map(idle),
  dataSources: [],
};

/** Terraform wants the schema of every provider that state names; nothing else of this one is asked for. */
export const ownProvider: Hosted = hostProvider("registry.terraform.io/signoz/signoz", provider);
