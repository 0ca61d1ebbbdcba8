import { bool, instant, spanWithin, text } from "#access/schema/types.ts";
import { defineEphemeralNoun, ephemeralPrefix } from "../ephemeral-noun.ts";
import { key as noun } from "../resources/key.ts";

const { id, serviceAccountId, name, createdAt } = noun.attributes;

export const key = defineEphemeralNoun(noun, {
  summary: "A key of a service account for one run of Terraform, stored nowhere. Requires Terraform 1.10 or later.",
  description: `Terraform opens it in each plan and again in each apply, so each of them makes a key, and revokes it at its end: a plan writes at the vendor, and its token needs the right to create and revoke keys. The secret is in no state and in no plan. Use it where Terraform accepts ephemeral values: in a provider block, in a write-only argument, in a provisioner.

The revocation is checked: the key is used once more, and has to be refused. If Terraform does not close the key, because what used it failed, because it was interrupted or killed, the provider revokes it when Terraform's connection ends. If the revocation fails, the error names the key and the command that revokes it.`,
  lease: {
    closes: "revokeOnClose",
    names: "name",
    expiry: { longest: "maxLifetime", ends: "expiresAt" },
    proves: "secret",
    command: "latchkey keys revoke ID",
    listCommand: "latchkey keys",
  },
  attributes: {
    id: id.forOneRun(),
    serviceAccountId: serviceAccountId.forOneRun(
      "The service account that the key acts as. If it is known only after apply, Terraform opens the key in the apply alone.",
    ),
    name: name
      .forOneRun(
        `Name of the key. If not set, \`${ephemeralPrefix}\` with a random end, so that two runs never collide.`,
      )
      .computed(),
    maxLifetime: spanWithin("1m", "1h")
      .optional(
        "How long the key works at most, counted from when it was opened, whatever becomes of the run. It is never extended beyond that, so it has to be longer than the run. If not set, `1h`, the longest: a key that ends before the run makes it fail in the middle.",
      )
      .default("1h"),
    revokeOnClose: bool
      .optional(
        "Whether the key is revoked at the end of the plan or apply. If not, it works until `max_lifetime` ends.",
      )
      .default(true),
    secret: text.computed("The key itself.").secret(),
    createdAt: createdAt.forOneRun(),
    expiresAt: instant
      .computed("When the key stops working at the latest. Null where the vendor's keys never expire.")
      .nullable(),
  },
});
