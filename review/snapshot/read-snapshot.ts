import { cleanEndpoint } from "#access/model/statements/account.ts";
import type { JsonObject } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { digestOf, TooDeepError } from "./canonical-json.ts";
import { findSnapshotFault, isSnapshotForm } from "./check-snapshot.ts";
import type { Snapshot } from "./snapshot-form.ts";
import { snapshotFormat } from "./snapshot-format.ts";

const again = "Take a new one: latchkey snapshot --vendor NAME --output FILE";

/** Whether a document says that it is a snapshot, of any form. */
export function isSnapshot({ format }: JsonObject): boolean {
  return typeof format === "string" && format.startsWith("latchkey-snapshot/");
}

/** @throws SourceError */
function checkDigest(document: JsonObject): void {
  const { digest, ...rest } = document;
  let found: string;
  try {
    found = digestOf(rest);
  } catch (error) {
    if (error instanceof TooDeepError)
      throw new SourceError(`is a snapshot that nests too deeply to be one. ${again}.`);
    throw error;
  }
  if (found === digest) return;
  throw new SourceError(
    `is a snapshot with another digest than it says: it says ${String(digest).slice(0, 80)}, and it has ${found}. Somebody changed it after it was made. Get it again from where it is kept. ${again}.`,
  );
}

/** @throws SourceError if it is of another form, or was changed after it was made */
export function readSnapshot(document: JsonObject): Snapshot {
  const { format } = document;
  if (format !== snapshotFormat) {
    throw new SourceError(
      `is a snapshot of the form ${JSON.stringify(format).slice(0, 80)}, and ${snapshotFormat} is read here. Use the version of Latchkey that made it.`,
    );
  }
  if (!isSnapshotForm(document)) {
    const path = findSnapshotFault(document) ?? "";
    throw new SourceError(`is a snapshot whose \`${path.slice(0, 200)}\` is missing, or not of its kind. ${again}.`);
  }
  checkDigest(document);
  const { account, blind, complete } = document;
  const endpoint = cleanEndpoint(account.endpoint);
  if (endpoint === null) {
    throw new SourceError(`is a snapshot whose \`account.endpoint\` is no http or https URL. ${again}.`);
  }
  return {
    ...document,
    account: { ...account, endpoint },
    blind: complete || blind.length > 0 ? blind : ["The snapshot says that it is not complete, and not why."],
  };
}
