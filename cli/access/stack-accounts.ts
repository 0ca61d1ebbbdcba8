import { basename, join } from "node:path";
import { normalizeEndpoint } from "#access/model/statements/account.ts";
import type { VendorChoice } from "#review/accounts.ts";
import { getPart, getText } from "#review/json-parts.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { Io } from "../command.ts";
import { type AccountFlags, completeChoices } from "./live-options.ts";
import { readParsed } from "./read-document.ts";
import { listStackFolders, stackFileName, type StackFlags } from "./stack-code.ts";

type Environment = NonNullable<Io["environment"]>;

/** What is written out, and no expression of Terraform. */
function readLiteral(block: unknown, name: string): string | null {
  const text = getText(block, name);
  return text === null || text.includes("${") ? null : text;
}

/** Where the provider block would go without an endpoint of its own. */
function findUsualEndpoint(vendor: string, environment: Environment): string | null {
  const connection = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor]?.connection : undefined;
  if (connection === undefined) return null;
  const given = [connection.endpointVariable, "ACCESS_ENDPOINT"].map((name) => environment[name] ?? "");
  return given.find((one) => one !== "") ?? connection.defaultEndpoint ?? null;
}

function toChoice(block: unknown, environment: Environment): readonly VendorChoice[] {
  const vendor = readLiteral(block, "vendor");
  if (vendor === null || !Object.hasOwn(vendorFacts, vendor)) return [];
  const alias = getText(block, "alias");
  const isOpen = getPart(block, "endpoint") === undefined;
  const endpoint = isOpen ? findUsualEndpoint(vendor, environment) : readLiteral(block, "endpoint");
  const isUrl = endpoint !== null && URL.canParse(endpoint);
  const address = alias === null ? "access" : `access.${alias}`;
  return [{ address, vendor, endpoint: isUrl ? endpoint : null, isHint: true }];
}

/** The accounts of a stack, as far as its provider blocks say them. @throws Error */
async function readBlocks(folder: string, io: Io): Promise<readonly VendorChoice[]> {
  const document = await readParsed(join(folder, stackFileName), io, (text): unknown => JSON.parse(text));
  const blocks = getPart(getPart(document, "provider"), "access");
  return [blocks].flat().flatMap((block) => toChoice(block, io.environment ?? {}));
}

function listDistinct(choices: readonly VendorChoice[]): readonly VendorChoice[] {
  const keyOf = ({ vendor, endpoint }: VendorChoice): string =>
    JSON.stringify([vendor, endpoint === null ? null : normalizeEndpoint(endpoint)]);
  return [...new Map(choices.map((one) => [keyOf(one), one])).values()];
}

/** Which accounts files and vendors are of: what the command line says goes before what stacks say. */
export class StackAccounts {
  readonly #given: AccountFlags;
  readonly #blocks: readonly (readonly VendorChoice[])[];
  readonly #names: readonly string[];

  private constructor(given: AccountFlags, folders: readonly string[], blocks: readonly (readonly VendorChoice[])[]) {
    this.#given = given;
    this.#blocks = blocks;
    this.#names = folders.map((folder) => basename(folder));
  }

  /** @throws Error if a stack cannot be read */
  static async open(flags: AccountFlags & StackFlags, io: Io): Promise<StackAccounts> {
    const folders = listStackFolders(flags);
    return new StackAccounts(flags, folders, await Promise.all(folders.map((folder) => readBlocks(folder, io))));
  }

  #fill(choice: VendorChoice, blocks: readonly VendorChoice[]): VendorChoice {
    if (choice.address !== null || choice.endpoint !== null) return choice;
    const [only, ...others] = listDistinct(blocks.filter(({ vendor }) => vendor === choice.vendor));
    return only === undefined || others.length > 0 ? choice : { ...choice, endpoint: only.endpoint };
  }

  #complete(blocks: readonly VendorChoice[]): readonly VendorChoice[] {
    const given = completeChoices({ ...this.#given, live: true });
    const filled = given.map((one) => this.#fill(one, blocks));
    return filled.some(({ address }) => address === null) ? filled : [...filled, ...blocks];
  }

  /** For what a file does not say. @param at the place of its stack; left out for a file of no stack */
  listChoices(at?: number): readonly VendorChoice[] {
    return this.#complete(at === undefined ? this.#blocks.flat() : (this.#blocks[at] ?? []));
  }

  /** The account to ask, as options would say it. @throws Error if stacks are of several */
  chooseAsked(): AccountFlags {
    const { vendor, endpoint } = this.#given;
    const blocks = this.#blocks.flat();
    const given = vendor.filter(({ address }) => address === null);
    if (given.length > 0) return { ...this.#given, vendor: endpoint === undefined ? this.#complete(blocks) : vendor };
    const [first, ...others] = listDistinct(blocks);
    if (first === undefined) return this.#given;
    if (others.length === 0) {
      return { ...this.#given, vendor: [{ ...first, address: null, endpoint: endpoint ?? first.endpoint }] };
    }
    const all = [first, ...others].map(
      (one) => `${one.vendor} at ${one.endpoint ?? "an address that it does not say"}`,
    );
    throw new Error(
      `${this.#names.join(", ")} is of several accounts: ${all.join("; ")}. Say which one to ask: --vendor NAME@URL.`,
    );
  }
}
