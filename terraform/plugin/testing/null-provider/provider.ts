import { randomUUID } from "node:crypto";
import type { Attributes } from "#access/schema/attribute.ts";
import { defineResource } from "#access/schema/definition.ts";
import { map, text } from "#access/schema/types.ts";
import { type Provider, serveResource } from "../../engine/provider.ts";
import { serveToken, type TokenIssuer } from "./token.ts";

export const nullAddress = "registry.terraform.io/hashicorp/null";

const resource = defineResource({
  type: "resource",
  summary: "A resource that does nothing and is replaced when its triggers change.",
  importId: ["id"],
  attributes: {
    id: text.computed("Another one each time it is made."),
    triggers: map(text).optional("Values whose change makes a new one.").replaces(),
  },
});

const randomTokens: TokenIssuer = {
  open: () => ({ id: randomUUID(), value: randomUUID() }),
  renew: () => ({}),
  close: () => undefined,
};

/**
 * `hashicorp/null` as far as configurations use it, and a token that is stored nowhere. Neither uses a service: what
 * state says is all there is.
 */
export function nullProvider(tokens: TokenIssuer = randomTokens): Provider<Attributes, undefined> {
  return {
    name: "null",
    summary: "Resources that do nothing.",
    attributes: {},
    configure: () => undefined,
    explain: () => undefined,
    resources: [
      serveResource(resource, {
        create: async ({ plan: { triggers } }) => ({ id: randomUUID(), triggers }),
        read: async ({ prior }) => prior,
        update: async ({ prior }) => prior,
        remove: async () => undefined,
      }),
    ],
    dataSources: [],
    ephemeralResources: [serveToken(tokens)],
  };
}
