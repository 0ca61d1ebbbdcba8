import { key as definition } from "#access/model/nouns/resources/key.ts";
import { defineNounFacts } from "#access/model/vendors/facts.ts";
import type { TextRule } from "#access/model/vendors/text-rules.ts";
import { keyName, latestExpiry, objectId } from "../data/limits.ts";
import { source } from "../source.ts";

/** Accepts text that is not an instant: the definition already rejects it. */
function isInstantThat(holds: (milliseconds: number) => boolean): (text: string) => boolean {
  return (text) => {
    const milliseconds = Date.parse(text);
    return !Number.isFinite(milliseconds) || holds(milliseconds);
  };
}

const beforeLatest: TextRule = {
  accepts: isInstantThat((milliseconds) => milliseconds / 1000 <= latestExpiry),
  says: "no later than 2038-01-19T03:14:07Z",
};

export const key = defineNounFacts(definition, {
  source,
  uniqueBy: ["serviceAccountId", "name"],
  attributes: {
    serviceAccountId: { isRequired: true, accepts: objectId },
    name: { isRequired: true, accepts: keyName },
    description: { unsupported: "SigNoz keys only have a name: put the description in the name, or in `reason`." },
    expiresAt: { resolution: "second", accepts: beforeLatest },
  },
});
