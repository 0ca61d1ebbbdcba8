import type { ProviderBlock } from "../accounts.ts";
import { isOurProvider, listModules } from "../addresses.ts";
import { getPart, getText, isObject, listEntries, listParts } from "../json-parts.ts";

/** Where an object is written. */
export interface Written {
  readonly moduleAddress: string | null;
  /** As Terraform writes it: `access_role`. */
  readonly type: string;
  readonly name: string;
  readonly kind: "resource" | "dataSource";
}

interface Block {
  readonly providerKey: string;
  readonly expressions: unknown;
}

/** What a plan says of the configuration: provider blocks, and what each argument refers to. */
export interface Configuration {
  /** The provider block of an object; undefined if the configuration has the object no more and there are several. */
  findProvider(written: Written, address: string): ProviderBlock;
  /** The objects and values that an argument refers to; undefined if it is not known. */
  findReferences(written: Written, argument: string): readonly string[] | undefined;
  /** Objects of which only a guess says which provider block they have: their addresses. */
  readonly guessed: ReadonlySet<string>;
}

function keyOf({ moduleAddress, type, name, kind }: Written): string {
  return JSON.stringify([listModules(moduleAddress), kind === "resource" ? "managed" : "data", type, name]);
}

function readBlock(key: string, given: unknown): ProviderBlock {
  const readConstant = (name: string): string | null => getText(given, "expressions", name, "constant_value");
  return { key, vendor: readConstant("vendor"), endpoint: readConstant("endpoint") };
}

function indexBlocks(root: unknown): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  const modules: { readonly path: readonly string[]; readonly module: unknown }[] = [{ path: [], module: root }];
  for (const { path, module } of modules) {
    for (const given of listParts(module, "resources")) {
      const names = [getText(given, "mode"), getText(given, "type"), getText(given, "name")];
      const providerKey = getText(given, "provider_config_key") ?? "";
      blocks.set(JSON.stringify([path, ...names]), { providerKey, expressions: getPart(given, "expressions") });
    }
    for (const [name, call] of listEntries(module, "module_calls")) {
      modules.push({ path: [...path, name], module: getPart(call, "module") });
    }
  }
  return blocks;
}

function listReferences(expression: unknown): readonly string[] | undefined {
  const found: string[] = [];
  const parts: unknown[] = [expression];
  for (const part of parts) {
    if (Array.isArray(part)) parts.push(...(part as readonly unknown[]));
    else if (isObject(part)) {
      const references = listParts(part, "references");
      found.push(...references.filter((one) => typeof one === "string"));
      if (references.length === 0) parts.push(...Object.values(part));
    }
  }
  return found.length === 0 ? undefined : found;
}

/** Reads `configuration` of a plan. */
export function readConfiguration(configuration: unknown): Configuration {
  const providers = new Map<string, ProviderBlock>();
  for (const [key, given] of listEntries(configuration, "provider_config")) {
    if (isOurProvider(getText(given, "full_name"))) providers.set(key, readBlock(key, given));
  }
  const blocks = indexBlocks(getPart(configuration, "root_module"));
  const guessed = new Set<string>();
  return {
    guessed,
    findProvider(written, address) {
      const key = blocks.get(keyOf(written))?.providerKey;
      if (key !== undefined) return providers.get(key) ?? { key, vendor: null, endpoint: null };
      const [only] = providers.values();
      guessed.add(address);
      // Accounts that are not known never merge.
      if (only === undefined || providers.size > 1) return { key: address, vendor: null, endpoint: null };
      return only;
    },
    findReferences: (written, argument) => listReferences(getPart(blocks.get(keyOf(written))?.expressions, argument)),
  };
}
