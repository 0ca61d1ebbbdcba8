import type { ProviderBlock } from "../accounts.ts";
import { isOurProvider, listModules } from "../addresses.ts";
import { getPart, getText, listEntries, listParts } from "../json-parts.ts";
import { type Followed, Follower } from "./follow.ts";
import { indexModules, listModulesOf, listReferences } from "./modules.ts";
import { splitAddress } from "./traversal.ts";

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
  readonly forEach: unknown;
}

/** What a plan says of the configuration: provider blocks, and what each argument refers to. */
export interface Configuration {
  /** The provider block of an object; undefined if the configuration has the object no more and there are several. */
  findProvider(written: Written, address: string): ProviderBlock;
  /** The objects whose ids an argument may be made of, or why that cannot be told. */
  followArgument(written: Written, argument: string): Followed;
  /** Objects of which only a guess says which provider block they have: their addresses. */
  readonly guessed: ReadonlySet<string>;
}

/** The blocks of a configuration, by where they are written. Maps in maps: a key for each of many objects takes time. */
class BlockIndex {
  readonly #blocks = new Map<string, Map<string, Map<string, Block>>>();

  static #keyOf(modules: readonly string[], mode: string | null): string {
    return modules.length === 0 ? (mode ?? "") : JSON.stringify([modules, mode]);
  }

  add(block: Block, modules: readonly string[], given: unknown): void {
    const key = BlockIndex.#keyOf(modules, getText(given, "mode"));
    const byType = this.#blocks.get(key) ?? new Map<string, Map<string, Block>>();
    this.#blocks.set(key, byType);
    const type = getText(given, "type") ?? "";
    const byName = byType.get(type) ?? new Map<string, Block>();
    byType.set(type, byName);
    byName.set(getText(given, "name") ?? "", block);
  }

  get({ moduleAddress, type, name, kind }: Written): Block | undefined {
    const key = BlockIndex.#keyOf(listModules(moduleAddress), kind === "resource" ? "managed" : "data");
    return this.#blocks.get(key)?.get(type)?.get(name);
  }
}

function readBlock(key: string, given: unknown): ProviderBlock {
  const readConstant = (name: string): string | null => getText(given, "expressions", name, "constant_value");
  const former = listParts(given, "expressions", "former_endpoints", "constant_value");
  const formerEndpoints = former.filter((one) => typeof one === "string");
  return { key, vendor: readConstant("vendor"), endpoint: readConstant("endpoint"), formerEndpoints };
}

function indexBlocks(root: unknown): BlockIndex {
  const blocks = new BlockIndex();
  for (const { path, module } of listModulesOf(root)) {
    for (const given of listParts(module, "resources")) {
      const block = {
        providerKey: getText(given, "provider_config_key") ?? "",
        expressions: getPart(given, "expressions"),
        forEach: getPart(given, "for_each_expression") ?? null,
      };
      blocks.add(block, path, given);
    }
  }
  return blocks;
}

/** Reads `configuration` of a plan. */
export function readConfiguration(configuration: unknown): Configuration {
  const providers = new Map<string, ProviderBlock>();
  for (const [key, given] of listEntries(configuration, "provider_config")) {
    if (isOurProvider(getText(given, "full_name"))) providers.set(key, readBlock(key, given));
  }
  const root = getPart(configuration, "root_module");
  const blocks = indexBlocks(root);
  const modules = indexModules(root);
  const guessed = new Set<string>();
  return {
    guessed,
    findProvider(written, address) {
      const key = blocks.get(written)?.providerKey;
      if (key !== undefined) return providers.get(key) ?? { key, vendor: null, endpoint: null };
      const [only, ...others] = providers.values();
      // Accounts that are not known never merge.
      const unknown = { key: address, vendor: null, endpoint: null };
      if (only === undefined) return unknown;
      if (others.length > 0) return { ...unknown, candidates: [only, ...others] };
      guessed.add(address);
      return only;
    },
    followArgument(written, argument) {
      const block = blocks.get(written);
      const location = written.moduleAddress === null ? [] : splitAddress(written.moduleAddress);
      if (block === undefined || location === undefined) {
        return { kind: "unsaid" };
      }
      const references = listReferences(getPart(block.expressions, argument));
      return Follower.follow(modules, references, { location, forEach: block.forEach });
    },
  };
}
