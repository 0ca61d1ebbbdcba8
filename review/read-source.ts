import { constants } from "node:buffer";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { type AccountKey, createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import { JsonSyntaxError, parseJson } from "#access/schema/json-parser.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { AccountChooser, type VendorChoice } from "./accounts.ts";
import { getText, isObject } from "./json-parts.ts";
import type { LiveAccess } from "./live-access.ts";
import { isSnapshot, readSnapshot } from "./snapshot/read-snapshot.ts";
import type { Snapshot } from "./snapshot/snapshot-form.ts";
import { type JsonObject, type Reading, type Side, type SourceFormat } from "./source.ts";
import { SourceError } from "./source-error.ts";
import { sourceFormats } from "./sources.gen.ts";
import { readLargePlan, smallestSplit } from "./terraform/plan-parts.ts";

/** The access that a document grants, and how far it can be trusted. */
export interface ReadAccess {
  readonly graph: Graph;
  readonly reading: Reading;
  /** Every account that the document is about, also those in which nothing is left. */
  readonly accounts: readonly AccountKey[];
  /** Such as `a plan`. */
  readonly title: string;
  /** What could not be looked at: sentences. */
  readonly blind: readonly string[];
  /** On what answers about some accounts rest: sentences. */
  listAssumptions(accounts: readonly string[]): readonly string[];
}

export interface SourceOptions {
  /** Null: after, where the document tells both. */
  readonly side: Side | null;
  readonly vendors: readonly VendorChoice[];
}

function describeFormats(): string {
  const lines = sourceFormats.map(({ title, madeBy }) => `\n  ${title}: ${madeBy}`);
  return `What can be read:${lines.join("")}`;
}

/** What other outputs of Terraform, and other forms of files, begin with. What is no UTF-8 has become U+FFFD. */
const mistakes: readonly { readonly begins: RegExp; readonly says: string }[] = [
  { begins: /^PK\p{Cc}{2}/u, says: "is a saved plan, and not JSON. Run `terraform show -json PLANFILE` on it." },
  {
    begins: /^(?:\p{Cc}\uFFFD|\uFFFD7zXZ|BZh\d|\(\uFFFD\/\uFFFD)/u,
    says: "is compressed. Unpack it first, or pipe it: `gunzip -c FILE | latchkey review -`.",
  },
  {
    begins: /^(?:\uFFFD\uFFFD)?(?:\0[^\0]|[^\0]\0)/,
    says: "is in UTF-16, as PowerShell's `>` writes it. Write it in UTF-8: `terraform show -json PLANFILE | Out-File -Encoding utf8 plan.json`.",
  },
  {
    begins: /^\[command\]/,
    says: "begins with [command]: a wrapper printed it. In GitHub Actions, set `terraform_wrapper: false` for setup-terraform.",
  },
  {
    begins: /^\{"@level"/,
    says: "is the log of `terraform plan -json`. Save the plan with -out=PLANFILE and run `terraform show -json PLANFILE`.",
  },
  {
    begins: /^(?:\p{Cc}\[|\s*#|\s*Terraform |\s*terraform \{|\s*resource ")/u,
    says: "is text for people. Run `terraform show -json`.",
  },
];

/** Line and column of the first fault, both from 1; the text itself may hold keys, and is not quoted. */
function locateFault(text: string): string {
  // The exact parser is slow, and goes only as deep as its stack.
  if (text.length > 20_000_000) return "";
  try {
    parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    if (!text.trimEnd().endsWith("}")) return ": it seems to be cut off";
    const lines = text.slice(0, error.offset).split("\n");
    return ` at line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
  }
  return "";
}

/** What V8 can hold in one text. */
const longestText = constants.MAX_STRING_LENGTH;

/** What is in a file. A large plan is read part by part. @throws SourceError */
export function readBytes(bytes: Buffer): JsonObject {
  const large = bytes.length < smallestSplit ? undefined : readLargePlan(bytes);
  if (large !== undefined) return large;
  if (bytes.length > longestText) {
    const most = Math.floor(longestText / 1_048_576);
    throw new SourceError(
      `has more than ${most} MiB, and is no whole plan in UTF-8: nothing else of that size can be read. Split the stack.`,
    );
  }
  return parseDocument(bytes.toString("utf8"));
}

/** @throws SourceError */
function parseDocument(given: string): JsonObject {
  const text = given.replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new SourceError(`is empty. ${describeFormats()}`);
  const mistake = mistakes.find(({ begins }) => begins.test(text));
  if (mistake !== undefined) throw new SourceError(mistake.says);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // Not with the error as its cause: it quotes the text.
    throw new SourceError(`is not JSON${locateFault(text)}. ${describeFormats()}`);
  }
  if (!isObject(document)) throw new SourceError(`is JSON, but nothing that can be read. ${describeFormats()}`);
  return document;
}

/** A document: its text, or what is in it. */
export type Given = string | JsonObject;

function toDocument(given: Given): JsonObject {
  return typeof given === "string" ? parseDocument(given) : given;
}

/** Reads a snapshot as it is. @throws SourceError if it is none, or was changed after it was made */
export function parseSnapshot(given: Given): Snapshot {
  const document = toDocument(given);
  if (!isSnapshot(document)) throw new SourceError("is no snapshot. Take one: latchkey snapshot.");
  return readSnapshot(document);
}

interface Recognized {
  readonly format: SourceFormat;
  readonly accounts: AccountChooser;
  read(side: Side): Reading;
}

function recognize(document: JsonObject, { side, vendors }: SourceOptions): Recognized {
  const format = sourceFormats.find((one) => one.recognizes(document));
  if (format === undefined) throw new SourceError(`is JSON, but nothing that can be read. ${describeFormats()}`);
  if (side !== null && !format.hasSides) {
    throw new SourceError(`is ${format.title}, which has no sides. Leave out --${side}: only a plan takes it.`);
  }
  const accounts = new AccountChooser(vendors);
  const read = format.hasSides ? format.open(document, accounts) : () => format.read(document, accounts);
  return { format, accounts, read };
}

/** @throws SourceError for an option that names nothing */
function checkChoices(accounts: AccountChooser): void {
  const [unused] = accounts.listUnused();
  if (unused === undefined) return;
  const blocks = accounts.listKeys().slice(0, 10).join(", ");
  throw new SourceError(
    `has nothing at ${unused}, which --vendor names. Name a resource, a module or a provider block: ${blocks}.`,
  );
}

function refuseEmpty({ count }: Reading, title: string): void {
  if (count === 0) throw new SourceError(`is ${title} in which nothing belongs to the provider latchkey/access.`);
}

function refuseBlind(blind: readonly string[], title: string): void {
  if (blind.length === 0) return;
  throw new SourceError(`is ${title} of which nothing could be looked at. ${blind.slice(0, 3).join(" ")}`);
}

/** Both sides of a document. Without sides of its own, they are the same. */
export interface ReadSides {
  readonly title: string;
  readonly hasSides: boolean;
  /** When it was made: RFC 3339. Null if it does not say. */
  readonly madeAt: string | null;
  readonly before: Reading;
  readonly after: Reading;
}

/** A document without sides tells of no change: a stack is what somebody wants, and not what it makes. */
export function leaveUnchanged(reading: Reading): Reading {
  const instances = reading.instances.map((one): Instance => {
    return one.presence === "managed" ? { ...one, happening: "unchanged" } : one;
  });
  return { ...reading, instances };
}

/** Reads what a document says of before and after. @throws SourceError if it cannot be read */
export function readSides(given: Given, { vendors }: Pick<SourceOptions, "vendors">): ReadSides {
  const document = toDocument(given);
  const { format, accounts, read } = recognize(document, { side: null, vendors });
  const after = format.hasSides ? read("after") : leaveUnchanged(read("after"));
  const before = format.hasSides ? read("before") : after;
  checkChoices(accounts);
  refuseEmpty(after, format.title);
  const blind = [...before.blind, ...after.blind];
  if (before.instances.length + after.instances.length === 0) refuseBlind(blind, format.title);
  const madeAt = getText(document, "timestamp") ?? after.takenAt ?? null;
  return { title: format.title, hasSides: format.hasSides, madeAt, before, after };
}

/**
 * Reads a document of any kind in `review/sources/`.
 * @throws SourceError if it cannot be read, or if nothing in it could be looked at
 */
export function readAccess(given: Given, options: SourceOptions): ReadAccess {
  const { format, accounts, read } = recognize(toDocument(given), options);
  const { title } = format;
  const reading = read(options.side ?? "after");
  checkChoices(accounts);
  const access = openReading(reading, { title, accounts: accounts.listAccounts() });
  refuseEmpty(reading, title);
  if (reading.instances.length === 0) refuseBlind(access.blind, title);
  return access;
}

/** What a reading means. */
function openReading(reading: Reading, { title, accounts }: Pick<ReadAccess, "title" | "accounts">): ReadAccess {
  const { statements, facts, blind } = listStatements(reading, { vendors: vendorFacts, graphs: graphFacts });
  const listAssumptions = (asked: readonly string[]): readonly string[] => {
    const ofVendors = asked.flatMap((account) => facts.get(account)?.graph.assumptions ?? []);
    return [...new Set([...reading.assumptions, ...ofVendors])];
  };
  return { graph: buildGraph(statements, facts), reading, accounts, title, blind, listAssumptions };
}

/** What a vendor told, as a document would say it. */
export function readLiveReading({ takenAt, collected, askedBy }: LiveAccess): Reading {
  return { ...collected, moves: new Map(), count: collected.instances.length, takenAt, askedBy };
}

/** What an account was when it was read from the vendor. */
export function readLiveAccess(live: LiveAccess): ReadAccess {
  return openReading(readLiveReading(live), { title: "a live account", accounts: [createAccountKey(live.account)] });
}

/** Reads a document that tells what is there, and not what somebody wants. @throws SourceError */
export function readObserved(given: Given, { vendors }: Pick<SourceOptions, "vendors">): Reading {
  const { format, read } = recognize(toDocument(given), { side: null, vendors });
  if (format.isObserved !== true) {
    throw new SourceError(
      `is ${format.title}, which tells what somebody wants. Give a state (terraform show -json) or a snapshot (latchkey snapshot).`,
    );
  }
  const reading = read("after");
  refuseEmpty(reading, format.title);
  if (reading.instances.length === 0) refuseBlind(reading.blind, format.title);
  return reading;
}
