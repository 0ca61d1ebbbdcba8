import type { ProviderBlock } from "../accounts.ts";
import { getPart, isFirstMajor } from "../json-parts.ts";
import { readRecords, type SourceRecord } from "../records.ts";
import { listUnread } from "../remarks.ts";
import { ephemeralUnseen, type SourceFormat } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { isPlan } from "../terraform/plan-parts.ts";
import { listForeignShown, listShownObjects } from "../terraform/values.ts";

// This form does not tell the provider blocks apart.
const provider: ProviderBlock = { key: "access", vendor: null, endpoint: null };

export const source: SourceFormat = {
  title: "a state",
  madeBy: "terraform show -json",
  hasSides: false,
  isObserved: true,
  recognizes: (document) => {
    return Object.hasOwn(document, "format_version") && !isPlan(document) && Object.hasOwn(document, "values");
  },
  read(document, accounts) {
    const version = document["format_version"];
    if (!isFirstMajor(version)) {
      throw new SourceError(
        `is a state of format_version ${JSON.stringify(version ?? null)}, and 1.x is read here. Use a newer Latchkey, or an older Terraform.`,
      );
    }
    const objects = listShownObjects(getPart(document, "values"));
    const records = objects.map((object): SourceRecord => {
      const isManaged = object.kind === "resource";
      return {
        ...object,
        provider,
        presence: isManaged ? "managed" : "data",
        happening: isManaged ? "unchanged" : "seen",
      };
    });
    const read = readRecords(records, accounts);
    const foreign = listForeignShown(getPart(document, "values"));
    return {
      ...read,
      blind: [...read.blind, ...listUnread(foreign)],
      remarks: [...read.remarks, ...foreign],
      assumptions: [ephemeralUnseen],
      moves: new Map(),
      count: objects.length,
    };
  },
};
