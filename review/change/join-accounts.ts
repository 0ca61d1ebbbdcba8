import { type AccountSource, createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";

interface Sides {
  readonly before: readonly Instance[];
  readonly after: readonly Instance[];
}

interface JoinedSides extends Sides {
  /** Sentences. */
  readonly assumptions: readonly string[];
}

/** What a document says of an account where it does not say its address. */
function nameOf({ vendor, alias }: AccountSource): string {
  return JSON.stringify([vendor, alias]);
}

type KnownAccounts = ReadonlyMap<string, ReadonlyMap<string, AccountSource>>;

function indexAccounts(instances: readonly Instance[]): KnownAccounts {
  const known = new Map<string, Map<string, AccountSource>>();
  for (const { account } of instances) {
    if (account.endpoint === null) continue;
    const name = nameOf(account);
    known.set(name, (known.get(name) ?? new Map<string, AccountSource>()).set(createAccountKey(account), account));
  }
  return known;
}

/**
 * The two sides, with one account where one side says whose it is and the other one does not: a state of before Terraform
 * stored identities, and a later one. What may be of several accounts stays apart.
 */
export function joinAccounts({ before, after }: Sides): JoinedSides {
  const known = indexAccounts([...before, ...after]);
  const joined = new Map<string, AccountSource>();
  const join = (instance: Instance): Instance => {
    const { account } = instance;
    if (account.endpoint !== null) return instance;
    const possible = [...(known.get(nameOf(account))?.values() ?? [])];
    const [only] = possible;
    if (only === undefined || possible.length > 1) return instance;
    joined.set(nameOf(account), only);
    return { ...instance, account: only };
  };
  const sides = { before: before.map(join), after: after.map(join) };
  const assumptions = [...joined.values()].map(({ vendor, alias, endpoint }) => {
    return `Where nothing says whose it is, provider block ${alias} is taken to be for ${vendor} at ${endpoint}.`;
  });
  return { ...sides, assumptions };
}
