import type { AccountChooser, SaidAccount } from "../accounts.ts";
import { getPart, isFirstMajor, listParts } from "../json-parts.ts";
import { readIdentity } from "../identities.ts";
import { listUnread, type Remark } from "../remarks.ts";
import { learnAccount, RecordReader, type SourceRecord } from "../records.ts";
import { ephemeralUnseen, type JsonObject, type Reading, type Side, type SourceFormat } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { type Change, listChanges, readChanges } from "../terraform/changes.ts";
import { type Configuration, readConfiguration } from "../terraform/configuration.ts";
import { listExposures } from "../terraform/exposures.ts";
import { readDrift } from "../terraform/plan-drift.ts";
import { listForeign } from "../terraform/plan-foreign.ts";
import { listInvoked, listPlanGaps } from "../terraform/plan-gaps.ts";
import { isPlan } from "../terraform/plan-parts.ts";
import {
  createUnchanged,
  listAfter,
  listBefore,
  listFound,
  type PlacedChange,
  type SideContext,
  writeShown,
} from "../terraform/plan-records.ts";
import { indexAddresses } from "../terraform/references.ts";
import { indexStoredVersions, listShownObjects, type ShownObject } from "../terraform/values.ts";

function checkPlan(document: JsonObject): void {
  if (!isFirstMajor(document["format_version"])) {
    throw new SourceError(
      `is a plan of format_version ${JSON.stringify(document["format_version"] ?? null)}, and 1.x is read here. Use a newer Latchkey, or an older Terraform.`,
    );
  }
  if (document["errored"] === true) {
    throw new SourceError("is a plan that failed, so that it is not complete. Fix the error and plan again.");
  }
}

function listGuesses(
  configuration: Configuration,
  linked: ReadonlySet<string>,
  told: ReadonlySet<string>,
): readonly string[] {
  const guesses: string[] = [];
  if (linked.size > 0) {
    const [first = "", ...others] = linked;
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    guesses.push(`An id that is not known yet is of what its expression refers to: ${first}${more}.`);
  }
  for (const address of configuration.guessed) {
    if (told.has(address)) continue;
    guesses.push(`${address}, which the configuration has no more, belongs to the only provider block.`);
  }
  return guesses;
}

/** An account in which nothing is left is asked about too. Gives what is assumed for it: sentences. */
function chooseAccounts(changes: readonly PlacedChange[], accounts: AccountChooser): readonly string[] {
  const assumptions: string[] = [];
  for (const change of changes) {
    const { address, provider } = change;
    const said = sayAccount(change);
    const account = accounts.choose(address, provider, said);
    if (said !== null) continue;
    if (provider.candidates === undefined || account === undefined || account.alias === provider.key) continue;
    assumptions.push(`${address}, which the configuration has no more, belongs to the only block of its vendor.`);
  }
  return assumptions;
}

/** Before either side is read: what one object says of its provider block holds for the others. */
function learnFrom(
  changes: readonly PlacedChange[],
  found: readonly ShownObject[],
  { configuration, accounts }: { readonly configuration: Configuration; readonly accounts: AccountChooser },
): void {
  for (const { noun: type, provider, identities } of changes) {
    for (const identity of [identities.before, identities.after]) learnAccount({ type, provider, identity }, accounts);
  }
  for (const object of found) {
    const provider = configuration.findProvider(writeShown(object), object.address);
    learnAccount({ type: object.type, provider, identity: object.identity }, accounts);
  }
}

/** Whose it was before, as it says itself. */
function sayAccount({ noun, identities }: Change): SaidAccount | null {
  const said = readIdentity(noun, identities.before);
  return typeof said === "string" ? null : said;
}

/** What of a plan is the same for both of its sides is read once. */
function open(document: JsonObject, accounts: AccountChooser): (side: Side) => Reading {
  checkPlan(document);
  const configuration = readConfiguration(document["configuration"]);
  const place = (change: Change): PlacedChange => {
    return { ...change, provider: configuration.findProvider(change, change.address) };
  };
  const changes = listChanges(document).map(place);
  const before = getPart(document, "prior_state", "values");
  const found = listShownObjects(before);
  const versions = indexStoredVersions([before, document["planned_values"]]);
  const addresses = indexAddresses([...changes, ...found].map(({ address }) => address));
  const gaps = listPlanGaps(document);
  const unread = [...listInvoked(document), ...listForeign(document)];
  const records = new RecordReader(accounts);
  learnFrom(changes, found, { configuration, accounts });
  const drifted = readDrift(readChanges(listParts(document, "resource_drift")).map(place), versions, records);
  const unchanged = changes.map((change) => createUnchanged(change, versions));
  const beside = listFound(found, changes, configuration);
  const blind = [...gaps.filter(({ kind }) => kind === "unfinished").map(({ sentence }) => sentence), ...drifted.blind];
  const told = new Set(changes.filter((change) => sayAccount(change) !== null).map(({ address }) => address));
  const moved = changes.flatMap(({ address, previousAddress }) => {
    return previousAddress === null ? [] : [[address, previousAddress] as const];
  });
  let chosen: readonly string[] | undefined;
  return (side) => {
    const linked = new Set<string>();
    const remarks: Remark[] = [...gaps, ...unread];
    const context = { versions, remarks, assumptions: [ephemeralUnseen, ...drifted.assumptions] };
    const list = (change: PlacedChange): readonly SourceRecord[] => {
      const onLink = (argument: string): unknown => linked.add(`\`${argument}\` of ${change.address}`);
      const own: SideContext = { ...context, linking: { configuration, addresses, onLink } };
      return side === "before" ? listBefore(change, own) : listAfter(change, own);
    };
    const read = records.read([...changes.flatMap((change, at) => unchanged[at] ?? list(change)), ...beside]);
    chosen ??= chooseAccounts(changes, accounts);
    const assumptions = [...context.assumptions, ...chosen, ...listGuesses(configuration, linked, told)];
    return {
      instances: read.instances,
      blind: [...blind, ...listUnread(remarks), ...read.blind],
      remarks: [...remarks, ...drifted.remarks, ...read.remarks, ...(side === "after" ? listExposures(document) : [])],
      assumptions,
      drift: drifted.drift,
      moves: new Map(moved),
      count: changes.length + found.length,
    };
  };
}

export const source: SourceFormat = {
  title: "a plan",
  madeBy: "terraform show -json PLANFILE",
  hasSides: true,
  recognizes: isPlan,
  open,
};
