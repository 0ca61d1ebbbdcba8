import type { StatementOf } from "../model/statements/statement.ts";

type Credential = StatementOf<"credential">;

function keyOfId({ form, id }: Credential): string | null {
  return typeof id === "string" ? JSON.stringify([form, id]) : null;
}

/** Within its account a key is known by its name, because a rotation gives it another id. */
function keyOfName({ form, name }: Credential): string | null {
  return form !== "retiring" && typeof name === "string" ? JSON.stringify([form, name]) : null;
}

function keyOfPlace(credential: Credential): string | null {
  const { address } = credential.cause;
  const name = keyOfName(credential);
  return address === null || name === null ? null : JSON.stringify([address, name]);
}

type ReadKey = (credential: Credential) => string | null;

function indexBy(credentials: readonly Credential[], readKey: ReadKey): ReadonlyMap<string, readonly Credential[]> {
  const index = new Map<string, Credential[]>();
  for (const one of credentials) {
    const key = readKey(one);
    if (key === null) continue;
    const own = index.get(key);
    if (own === undefined) index.set(key, [one]);
    else own.push(one);
  }
  return index;
}

/**
 * What each credential of an account was before: by id; of what is left, by address and name, and then by name. Several keys
 * may have one name, so that a name stands for one of them once.
 */
export function pairCredentials(
  before: readonly Credential[],
  after: readonly Credential[],
): ReadonlyMap<Credential, Credential> {
  const pairs = new Map<Credential, Credential>();
  const byId = indexBy(before, keyOfId);
  for (const one of after) {
    const [old] = byId.get(keyOfId(one) ?? "") ?? [];
    if (old !== undefined) pairs.set(one, old);
  }
  const kept = new Set(after.map(keyOfId));
  const left = new Set(before.filter((one) => !kept.has(keyOfId(one) ?? "")));
  for (const readKey of [keyOfPlace, keyOfName]) {
    const index = indexBy([...left], readKey);
    for (const one of after) {
      if (pairs.has(one)) continue;
      const old = index.get(readKey(one) ?? "")?.find((other) => left.has(other));
      if (old === undefined) continue;
      pairs.set(one, old);
      left.delete(old);
    }
  }
  return pairs;
}
