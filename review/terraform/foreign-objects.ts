import { isOurProvider, nounOf } from "../addresses.ts";
import { getText } from "../json-parts.ts";

/** An object as a document of Terraform says it. */
export interface SaidObject {
  readonly address: string | null;
  readonly type: string | null;
  readonly mode: string | null;
  /** Such as `registry.terraform.io/latchkey/access`. */
  readonly provider: string | null;
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

/** Objects that have a type of ours and cannot be taken for ours: one sentence each. */
export function listForeignObjects(objects: readonly SaidObject[]): readonly string[] {
  return [...new Set(objects.map(describe).filter((one) => one !== undefined))];
}

/** As `terraform show -json` writes an object. */
export function sayObject(given: unknown): SaidObject {
  return {
    address: getText(given, "address"),
    type: getText(given, "type"),
    mode: getText(given, "mode"),
    provider: getText(given, "provider_name"),
  };
}
