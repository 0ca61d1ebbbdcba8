import { createConstruct } from "../code.ts";
import { type Prop, readText, writeNameProp, writeOwnProp, writeProps } from "../props.ts";
import type { NounWriting, Scribe, WritableObject } from "../writing.ts";

function writeAccount(object: WritableObject, scribe: Scribe): readonly Prop[] {
  const account = readText(object, "serviceAccountId");
  return account === undefined ? [] : [["serviceAccount", scribe.refer("service_account", account)]];
}

/** What code says of a key, but for its account. */
export function writeKeyProps(object: WritableObject, scribe: Scribe): readonly Prop[] {
  return [...writeProps(object, ["description", "expiresAt"]), ...writeOwnProp(object, scribe)];
}

export const key: NounWriting = {
  isReferredTo: true,
  write(object, scribe) {
    const hasName = scribe.facts.nouns[object.type]?.attributes["name"]?.unsupported === undefined;
    // The construct would name it.
    if (hasName && !object.values.has("name")) return undefined;
    const code = createConstruct("Key", object.constructId, [
      ...writeAccount(object, scribe),
      ...writeNameProp(object),
      ...writeKeyProps(object, scribe),
    ]);
    return { code, resource: ["resource"] };
  },
};
