import { quoteLine } from "#access/schema/shown-text.ts";
import type { ProviderBlock } from "../accounts.ts";
import { isOurProvider, nounOf } from "../addresses.ts";
import { getNumber, getPart, getText, listParts } from "../json-parts.ts";
import { learnAccount, readRecords, type SourceRecord } from "../records.ts";
import { listUnread } from "../remarks.ts";
import { ephemeralUnseen, type JsonObject, type SourceFormat } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { listForeignObjects, type SaidObject } from "../terraform/foreign-objects.ts";
import { nameDeposed, readKind } from "../terraform/values.ts";

const providerText = /(?:^|\.)provider\["([^"]+)"\](?:\.([\w-]+))?$/;

/** `module.bots.provider["registry.terraform.io/latchkey/access"].second`, as the file has it. */
function readProvider(text: string | null): ProviderBlock | undefined {
  const [, source = null, alias] = providerText.exec(text ?? "") ?? [];
  if (!isOurProvider(source)) return undefined;
  return { key: alias === undefined ? "access" : `access.${alias}`, vendor: null, endpoint: null };
}

function writeIndex(key: unknown): string {
  return typeof key === "string" || typeof key === "number" ? `[${JSON.stringify(key)}]` : "";
}

function writeAddress(given: unknown): string {
  const data = getText(given, "mode") === "data" ? "data" : null;
  const path = [getText(given, "module"), data, getText(given, "type"), getText(given, "name")];
  return path.filter((part) => part !== null).join(".");
}

function sayResource(given: unknown): SaidObject {
  const written = getText(given, "provider");
  return {
    address: writeAddress(given),
    type: getText(given, "type"),
    mode: getText(given, "mode"),
    provider: providerText.exec(written ?? "")?.[1] ?? written,
  };
}

function readResource(given: unknown): readonly SourceRecord[] {
  const type = nounOf(getText(given, "type"));
  const kind = readKind(getText(given, "mode"));
  const provider = readProvider(getText(given, "provider"));
  if (type === undefined || kind === undefined || provider === undefined) return [];
  const isManaged = kind === "resource";
  const base = writeAddress(given);
  return listParts(given, "instances").map((instance) => {
    const deposed = getText(instance, "deposed");
    const index = writeIndex(getPart(instance, "index_key"));
    return {
      ...nameDeposed(`${base}${index}`, deposed),
      type,
      kind,
      provider,
      presence: isManaged ? "managed" : "data",
      happening: isManaged ? "unchanged" : "seen",
      values: getPart(instance, "attributes"),
      schemaVersion: getNumber(instance, "schema_version"),
      identity: { values: getPart(instance, "identity"), version: getNumber(instance, "identity_schema_version") },
    };
  });
}

/** @throws SourceError for what stands in the place of a state */
function refuseUnreadable(document: JsonObject): void {
  if (Object.hasOwn(document, "encrypted_data")) {
    throw new SourceError(
      "is a state that OpenTofu encrypted, and only OpenTofu has its key. Pipe it: `tofu state pull | latchkey COMMAND -`.",
    );
  }
  const backend = getText(getPart(document, "backend"), "type");
  if (backend === null || Object.hasOwn(document, "resources")) return;
  throw new SourceError(
    `only says where the state is (backend "${quoteLine(backend, 50)}"), and has none itself. Pipe the state: \`terraform state pull | latchkey COMMAND -\`.`,
  );
}

export const source: SourceFormat = {
  title: "a state file",
  madeBy: "terraform state pull",
  hasSides: false,
  isObserved: true,
  recognizes: (document) => {
    if (Object.hasOwn(document, "encrypted_data")) return true;
    return Object.hasOwn(document, "version") && ["lineage", "backend"].some((name) => Object.hasOwn(document, name));
  },
  read(document, accounts) {
    refuseUnreadable(document);
    if (document["version"] !== 4) {
      throw new SourceError(
        `is a state file of version ${JSON.stringify(document["version"] ?? null)}, and 4 is read here. Use \`terraform show -json\` instead.`,
      );
    }
    const resources = listParts(document, "resources");
    const records = resources.flatMap(readResource);
    for (const record of records) learnAccount(record, accounts);
    const read = readRecords(records, accounts);
    const foreign = listForeignObjects(resources.map(sayResource));
    return {
      ...read,
      blind: [...read.blind, ...listUnread(foreign)],
      remarks: [...read.remarks, ...foreign],
      assumptions: [ephemeralUnseen],
      moves: new Map(),
      count: records.length,
    };
  },
};
