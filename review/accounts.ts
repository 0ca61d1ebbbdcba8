import { type AccountKey, type AccountSource, createAccountKey } from "#access/model/statements/account.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { isWithin } from "./addresses.ts";
import { findNearNames } from "./near-names.ts";
import { SourceError } from "./source-error.ts";

/** What the user says of the accounts that a document does not name. */
export interface VendorChoice {
  /** Of a resource, a module or a provider block (`access.second`); null for all. */
  readonly address: string | null;
  readonly vendor: string;
  readonly endpoint: string | null;
}

/** As `--vendor` takes it: `[ADDRESS=]NAME[@ENDPOINT]`. @throws SourceError */
export function parseVendorChoice(text: string): VendorChoice {
  // An index such as ["a=b"] may hold the sign.
  const [, address = null, vendor = "", endpoint = null] = /^(?:(.+)=)?([a-z0-9-]+)(?:@(\S+))?$/i.exec(text) ?? [];
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
}

/** The only one of some blocks that a vendor, and an endpoint if there is one, leave over. */
function pickCandidate(
  candidates: readonly ProviderBlock[],
  vendor: string,
  endpoint: string | null,
): ProviderBlock | undefined {
  const fitting = candidates.filter((one) => {
    return one.vendor === vendor && (endpoint === null || one.endpoint === endpoint);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Decides which account something belongs to: what the document says goes first, then what is most exact. */
export class AccountChooser {
  readonly #choices: readonly VendorChoice[];
  readonly #keys = new Set<string>();
  readonly #used = new Set<VendorChoice>();
  readonly #chosen = new Set<AccountKey>();

  constructor(choices: readonly VendorChoice[]) {
    // The longest address is the most exact one.
    this.#choices = choices.toSorted((a, b) => (b.address?.length ?? 0) - (a.address?.length ?? 0));
  }

  /** Undefined if nobody says which vendor it is. */
  choose(address: string, { key, vendor, endpoint, candidates = [] }: ProviderBlock): AccountSource | undefined {
    this.#keys.add(key);
    const fitting = this.#choices.filter((one) => {
      return one.address === null || one.address === key || isWithin(address, one.address);
    });
    for (const choice of fitting) this.#used.add(choice);
    const chosen = fitting.find((one) => vendor === null || one.vendor === vendor);
    const name = vendor ?? chosen?.vendor;
    if (name === undefined) return undefined;
    const block = pickCandidate(candidates, name, chosen?.endpoint ?? null);
    if (block !== undefined) return this.choose(address, block);
    const account = { vendor: name, alias: key, endpoint: endpoint ?? chosen?.endpoint ?? null, organization: null };
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
    return this.#choices.filter((one) => !this.#used.has(one)).flatMap(({ address }) => address ?? []);
  }
}
