import {
  type AccountKey,
  type AccountSource,
  cleanEndpoint,
  createAccountKey,
  normalizeEndpoint,
} from "#access/model/statements/account.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { isWithin } from "./addresses.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { SourceError } from "./source-error.ts";

/** What the user says of the accounts that a document does not name. */
export interface VendorChoice {
  /** Of a resource, a module or a provider block (`access.second`); null for all. */
  readonly address: string | null;
  readonly vendor: string;
  readonly endpoint: string | null;
  /** Nobody asks for it: the address may be one that a document does not have. @default false */
  readonly isHint?: true;
}

/** As `--vendor` takes it: `[ADDRESS=]NAME[@ENDPOINT]`. @throws SourceError */
export function parseVendorChoice(text: string): VendorChoice {
  // An index such as ["a=b"] may hold the sign, and so may an endpoint.
  const [, address = null, vendor = "", endpoint = null] =
    /^(?:((?:[^"=]|"(?:[^"\\]|\\.)*")+)=)?([a-z0-9-]+)(?:@(\S+))?$/i.exec(text) ?? [];
  if (vendor === "" || (endpoint !== null && !URL.canParse(endpoint))) {
    throw new SourceError(
      "--vendor takes [ADDRESS=]NAME[@ENDPOINT], such as access_role.ferry=NAME@https://signals.example.com.",
    );
  }
  if (Object.hasOwn(vendorFacts, vendor)) return { address, vendor, endpoint };
  const near = findNearNames(vendor, Object.keys(vendorFacts));
  const hint = near.length === 0 ? "" : ` Did you mean ${near.join(" or ")}?`;
  throw new SourceError(
    `--vendor: unknown vendor "${vendor}": use one of ${Object.keys(vendorFacts).join(", ")}.${hint}`,
  );
}

/** A provider block, as far as a document tells. */
export interface ProviderBlock {
  /** `access`, or `access.second`. */
  readonly key: string;
  readonly vendor: string | null;
  readonly endpoint: string | null;
  /** Those that it may be, where the document does not tell which. @default it is known */
  readonly candidates?: readonly ProviderBlock[];
  /** Earlier addresses of the same account. @default none */
  readonly formerEndpoints?: readonly string[];
}

/** Whose an object is, as Terraform 1.12 and later store it beside the object. */
export interface SaidAccount {
  readonly vendor: string;
  /** Normalized. */
  readonly endpoint: string;
}

interface Learned {
  readonly said: SaidAccount;
  readonly block: ProviderBlock;
}

function isFormer({ formerEndpoints = [] }: ProviderBlock, { endpoint }: SaidAccount): boolean {
  return formerEndpoints.map(normalizeEndpoint).includes(endpoint);
}

function describeAccount({ vendor, endpoint }: SaidAccount): string {
  return `${vendor} at ${endpoint}`;
}

/** The only one of some blocks that a vendor, and an endpoint if there is one, leave over. */
function pickCandidate(
  candidates: readonly ProviderBlock[],
  vendor: string,
  endpoint: string | null,
): ProviderBlock | undefined {
  const fitting = candidates.filter((one) => {
    if (one.vendor !== vendor) return false;
    return (
      endpoint === null || (one.endpoint !== null && normalizeEndpoint(one.endpoint) === normalizeEndpoint(endpoint))
    );
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Decides which account something belongs to: what the document says goes first, then what is most exact. */
export class AccountChooser {
  readonly #choices: readonly VendorChoice[];
  readonly #keys = new Set<string>();
  readonly #used = new Set<VendorChoice>();
  readonly #chosen = new Set<AccountKey>();
  /** By alias. Each account once: what is known of it is found by it. */
  readonly #accounts = new Map<string, AccountSource[]>();
  readonly #learned = new Map<string, Map<string, Learned>>();

  constructor(choices: readonly VendorChoice[]) {
    // The longest address is the most exact one.
    this.#choices = choices.toSorted((a, b) => (b.address?.length ?? 0) - (a.address?.length ?? 0));
  }

  /** Takes from an object's identity whose its provider block is. Only where the document tells blocks apart. */
  learn(block: ProviderBlock, said: SaidAccount): void {
    if (isFormer(block, said)) return;
    const known = this.#learned.get(block.key) ?? new Map<string, Learned>();
    known.set(describeAccount(said), { said, block });
    this.#learned.set(block.key, known);
  }

  /** Whose a block is, as far as the identities of its objects agree. */
  #recall({ key, vendor, endpoint }: ProviderBlock): SaidAccount | undefined {
    const [only, ...others] = [...(this.#learned.get(key)?.values() ?? [])].filter(({ said }) => {
      return (
        (vendor === null || said.vendor === vendor) &&
        (endpoint === null || said.endpoint === normalizeEndpoint(endpoint))
      );
    });
    return others.length === 0 ? only?.said : undefined;
  }

  /** What does not fit together: a part of a sentence. Null if everything does. */
  findGap(block: ProviderBlock, said: SaidAccount | null): string | null {
    const { key, vendor, endpoint } = block;
    if (said === null) {
      const known = [...(this.#learned.get(key)?.keys() ?? [])].toSorted();
      if (known.length < 2 || endpoint !== null) return null;
      return `nothing says whose it is, and other objects of provider block ${key} are of ${known.join(" and of ")}`;
    }
    const address = endpoint === null ? said.endpoint : (cleanEndpoint(endpoint) ?? "an address that is no URL");
    const other = describeAccount({ vendor: vendor ?? said.vendor, endpoint: address });
    if (isFormer(block, said) || other === describeAccount(said)) return null;
    return `its identity says that it is of ${describeAccount(said)}, and provider block ${key} is for ${other}. It is taken to be where its identity says`;
  }

  /** Undefined if nobody says which vendor it is. */
  choose(address: string, block: ProviderBlock, said: SaidAccount | null = null): AccountSource | undefined {
    const { key, vendor, endpoint, candidates = [] } = block;
    this.#keys.add(key);
    const fitting = this.#choices.filter((one) => {
      return one.address === null || one.address === key || isWithin(address, one.address);
    });
    for (const choice of fitting) this.#used.add(choice);
    const recalled = this.#recall(block);
    const ofBlock = {
      vendor: vendor ?? recalled?.vendor ?? null,
      endpoint: endpoint ?? recalled?.endpoint ?? null,
    };
    // What was at an earlier address is where the block is now.
    const isMoved = said !== null && isFormer(block, said) && ofBlock.endpoint !== null;
    const sure = said === null || isMoved ? ofBlock : said;
    const chosen = fitting.find((one) => sure.vendor === null || one.vendor === sure.vendor);
    const name = sure.vendor ?? chosen?.vendor;
    if (name === undefined) return undefined;
    const place = sure.endpoint ?? chosen?.endpoint ?? null;
    const candidate = pickCandidate(candidates, name, place);
    if (candidate !== undefined) return this.choose(address, candidate, said);
    return this.#remember({ vendor: name, alias: key, endpoint: place === null ? null : cleanEndpoint(place) });
  }

  #remember({ vendor, alias, endpoint }: Omit<AccountSource, "organization">): AccountSource {
    const known = this.#accounts.get(alias) ?? [];
    this.#accounts.set(alias, known);
    const same = known.find((one) => one.vendor === vendor && one.endpoint === endpoint);
    if (same !== undefined) return same;
    const account = { vendor, alias, endpoint, organization: null };
    known.push(account);
    this.#chosen.add(createAccountKey(account));
    return account;
  }

  /** Every account that was chosen, also of what is only on the other side. */
  listAccounts(): readonly AccountKey[] {
    return [...this.#chosen];
  }

  /** The provider blocks that were met. */
  listKeys(): readonly string[] {
    return [...this.#keys].sort();
  }

  /** The addresses that nothing in the document has. */
  listUnused(): readonly string[] {
    return this.#choices
      .filter((one) => one.isHint !== true && !this.#used.has(one))
      .flatMap(({ address }) => address ?? []);
  }
}
