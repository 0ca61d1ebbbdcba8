import { type AccountSource, createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { Accounts } from "../context/same-account.ts";
import type { Remark } from "../remarks.ts";

const mostNamed = 5;

/** The provider block as its own document calls it. */
function blockOf({ alias }: AccountSource): string {
  return alias.split(": ").at(-1) ?? alias;
}

function writeOptions(unsaid: readonly AccountSource[], isAlone: boolean): string {
  const blocks = [...new Set(unsaid.map(blockOf))];
  const [{ vendor } = { vendor: "" }] = unsaid;
  const named = blocks.slice(0, mostNamed).map((block) => {
    return blocks.length === 1 && isAlone ? `--vendor ${vendor}@ENDPOINT` : `--vendor ${block}=${vendor}@ENDPOINT`;
  });
  return named.join(" ");
}

function remarkVendor(all: readonly AccountSource[], isNew: boolean): readonly Remark[] {
  const unsaid = all.filter(({ endpoint }) => endpoint === null);
  if (unsaid.length === 0 || all.length < 2) return [];
  const names = all.slice(0, mostNamed).map(({ alias }) => alias);
  const more = all.length > names.length ? ` and ${all.length - names.length} more` : "";
  const count = `${all.length} accounts at ${all[0]?.vendor ?? ""}`;
  const sentence = `Nothing says the endpoints of provider blocks ${names.join(", ")}${more}: they are taken for ${count}, so that what one of them gives in another one is not seen. Add ${writeOptions(unsaid, unsaid.length === all.length)}.`;
  return [{ kind: "unread", address: null, sentence, isNew }];
}

/** Accounts of one vendor that may be the same one. They are never taken for one unless somebody says so. */
export function remarkUnsaidAccounts(accounts: Accounts, before: readonly Instance[]): readonly Remark[] {
  if (accounts.size < 2) return [];
  const known = new Set(before.map(({ account }) => createAccountKey(account)));
  const vendors = new Map<string, AccountSource[]>();
  for (const one of accounts.values()) vendors.set(one.vendor, [...(vendors.get(one.vendor) ?? []), one]);
  return [...vendors.values()].flatMap((all) => {
    return remarkVendor(
      all,
      all.some((one) => !known.has(createAccountKey(one))),
    );
  });
}
