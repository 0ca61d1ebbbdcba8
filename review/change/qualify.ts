import type { AccountSource } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { isLink, Link } from "#access/model/statements/link.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { Remark } from "../remarks.ts";
import type { Reading } from "../source.ts";

type Rename = (text: string) => string;

/** The leaf with the addresses in it renamed. */
function renameLinks(leaf: unknown, rename: Rename): unknown {
  if (isLink(leaf)) return new Link(leaf.addresses.map(rename));
  if (Array.isArray(leaf)) return leaf.map((one: unknown) => renameLinks(one, rename));
  if (typeof leaf !== "object" || leaf === null || isUnknown(leaf)) return leaf;
  if (Object.getPrototypeOf(leaf) !== Object.prototype) return leaf;
  return Object.fromEntries(Object.entries(leaf).map(([name, part]) => [name, renameLinks(part, rename)]));
}

function renameAccount(account: AccountSource, rename: Rename): AccountSource {
  return { ...account, alias: rename(account.alias) };
}

function renameInstance(instance: Instance, rename: Rename): Instance {
  const { account, address, state } = instance;
  return {
    ...instance,
    account: renameAccount(account, rename),
    address: address === null ? null : rename(address),
    state: Object.fromEntries(Object.entries(state).map(([name, leaf]) => [name, renameLinks(leaf, rename)])),
  };
}

function renameRemark(remark: Remark, rename: Rename): Remark {
  const { address, sentence } = remark;
  return { ...remark, address: address === null ? null : rename(address), sentence: rename(sentence) };
}

/** An address as it is where there are several documents. */
export function qualifyAddress(address: string, name: string): string {
  return `${name}: ${address}`;
}

/** An address as its own document has it. Texts in it may have anything. */
export function stripDocument(address: string): string {
  const masked = address.replaceAll(/"(?:[^"\\]|\\.)*"/g, (text) => "-".repeat(text.length));
  const at = masked.lastIndexOf(": ");
  return at < 0 ? address : address.slice(at + 2);
}

/** Addresses and provider blocks mean something in one document only: with its name they cannot be taken for another's. */
export function qualify(reading: Reading, name: string): Reading {
  const rename: Rename = (text) => qualifyAddress(text, name);
  return {
    ...reading,
    instances: reading.instances.map((one) => renameInstance(one, rename)),
    blind: reading.blind.map(rename),
    remarks: (reading.remarks ?? []).map((one) => renameRemark(one, rename)),
    whole: (reading.whole ?? []).map(({ account, list }) => ({ account: renameAccount(account, rename), list })),
    moves: new Map([...reading.moves].map(([from, to]) => [rename(from), rename(to)])),
  };
}
