import { defineEphemeralResource } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { text } from "#access/schema/types.ts";
import { type Renewable, serveEphemeralResource } from "../../engine/ephemeral.ts";

const token = defineEphemeralResource({
  type: "token",
  summary: "A token that lives for one run and opens nothing.",
  attributes: {
    audience: text.required("Who it would be shown to."),
    value: text.computed("Another one each time it is opened.").secret(),
  },
});

/** Who makes the tokens. */
export interface TokenIssuer {
  open(audience: string): { readonly id: string; readonly value: string } & Renewable;
  renew(id: string): Renewable;
  close(id: string): void;
}

export function serveToken(issuer: TokenIssuer) {
  return serveEphemeralResource(token, {
    open: async ({ config: { audience }, private: kept }) => {
      const { id, value, ...renewable } = issuer.open(audience);
      kept.set("id", id);
      return { result: { audience, value: new Secret(value) }, ...renewable };
    },
    renew: async ({ private: kept }) => issuer.renew(String(kept.get("id"))),
    close: async ({ private: kept }) => issuer.close(String(kept.get("id"))),
  });
}
