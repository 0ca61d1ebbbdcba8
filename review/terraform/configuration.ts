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

function keyOf({ moduleAddress, type, name, kind }: Written): string {
  return JSON.stringify([listModules(moduleAddress), kind === "resource" ? "managed" : "data", type, name]);
}

function readBlock(key: string, given: unknown): ProviderBlock {
  const readConstant = (name: string): string | null => getText(given, "expressions", name, "constant_value");
  const former = listParts(given, "expressions", "former_endpoints", "constant_value");
  const formerEndpoints = former.filter((one) => typeof one === "string");
  return { key, vendor: readConstant("vendor"), endpoint: readConstant("endpoint"), formerEndpoints };
}

function indexBlocks(root: unknown): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  for (const { path, module } of listModulesOf(root)) {
    for (const given of listParts(module, "resources")) {
      const names = [getText(given, "mode"), getText(given, "type"), getText(given, "name")];
      blocks.set(JSON.stringify([path, ...names]), {
        providerKey: getText(given, "provider_config_key") ?? "",
        expressions: getPart(given, "expressions"),
        forEach: getPart(given, "for_each_expression") ?? null,
      });
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
      const key = blocks.get(keyOf(written))?.providerKey;
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
      const block = blocks.get(keyOf(written));
      const location = written.moduleAddress === null ? [] : splitAddress(written.moduleAddress);
      if (block === undefined || location === undefined) {
        return { kind: "unsaid" };
      }
      const references = listReferences(getPart(block.expressions, argument));
      return Follower.follow(modules, references, { location, forEach: block.forEach });
    },
  };
}
