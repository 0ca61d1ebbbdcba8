import { isOurProvider, nounOf } from "../addresses.ts";
import { getPart, getText } from "../json-parts.ts";
import { mergeRemarks, type Remark } from "../remarks.ts";
import { isQuiet } from "./quiet.ts";

/** An object as a document of Terraform says it. */
export interface SaidObject {
  readonly address: string | null;
  readonly type: string | null;
  readonly mode: string | null;
  /** Such as `registry.terraform.io/latchkey/access`. */
  readonly provider: string | null;
  /** The document says that it is made, changed or taken away. @default false, or the document does not tell */
  readonly isChanged?: boolean;
}

const modes: ReadonlySet<string | null> = new Set(["managed", "data"]);
const mostCharacters = 200;

function quote(text: string | null): string {
  return text === null ? "nothing" : `\`${text.slice(0, mostCharacters)}\``;
}

function describe({ address, type, mode, provider }: SaidObject): string | undefined {
  if (nounOf(type) === undefined) return undefined;
  const title = address ?? `An object of type ${(type ?? "").slice(0, mostCharacters)}`;
  if (!isOurProvider(provider)) {
    return `${title}: its provider is ${quote(provider)}, and not latchkey/access. It is not looked at.`;
  }
  if (!modes.has(mode)) return `${title}: its mode is ${quote(mode)}, which is not known here. It is not looked at.`;
  return address === null ? `${title}: it has no address. It is not looked at.` : undefined;
}

/** Objects that have a type of ours and cannot be taken for ours: one remark each. */
export function listForeignObjects(objects: readonly SaidObject[]): readonly Remark[] {
  const remarks = objects.flatMap((object): readonly Remark[] => {
    const sentence = describe(object);
    if (sentence === undefined) return [];
    const { address, isChanged: isNew = false } = object;
    return [{ kind: "unread", address, sentence, isNew, content: "" }];
  });
  return mergeRemarks(remarks);
}

/** As `terraform show -json` writes an object. */
export function sayObject(given: unknown): SaidObject {
  return {
    address: getText(given, "address"),
    type: getText(given, "type"),
    mode: getText(given, "mode"),
    provider: getText(given, "provider_name"),
    isChanged: !isQuiet(getPart(given, "change")),
  };
}
