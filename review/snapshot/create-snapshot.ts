import type { Instance } from "#access/model/statements/instance.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { findNounForm } from "../noun-forms.ts";
import type { LiveAccess } from "../live-access.ts";
import { digestOf, writeCanonical } from "./canonical-json.ts";
import { encodeState } from "./encode-state.ts";
import type { Snapshot, SnapshotInstance } from "./snapshot-form.ts";
import { snapshotFormat } from "./snapshot-format.ts";

/** What a snapshot has beside what was read. */
export interface SnapshotOptions {
  /** Of Latchkey. */
  readonly version: string;
  /** The digest of the snapshot before; null for the first one. */
  readonly previous: string | null;
}

function encodeInstance(instance: Instance): SnapshotInstance {
  const { type, kind, state, isBuiltIn, isBeside, traces } = instance;
  const noun = findNounForm(instance);
  if (noun === undefined) throw new Error(`there is no noun ${type}, which was listed`);
  const encoded = { type, kind, form: noun.version, state: encodeState(noun.attributes, state) };
  const traced: SnapshotInstance = traces === undefined ? encoded : { ...encoded, traces: { ...traces } };
  const owned: SnapshotInstance = isBuiltIn === true ? { ...traced, builtIn: true } : traced;
  return isBeside === true ? { ...owned, beside: true } : owned;
}

/** Vendors list in any order. */
function sortByText<T>(values: readonly T[], write: (value: T) => string): readonly T[] {
  const keyed = values.map((value) => ({ value, key: write(value) }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return sorted.map(({ value }) => value);
}

/** The same document without any secret that this process knows: endpoints repeat what they are sent. */
function maskTexts(part: unknown): unknown {
  if (typeof part === "string") return maskSecrets(part);
  if (Array.isArray(part)) return part.map(maskTexts);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [maskSecrets(name), maskTexts(inner)]));
}

/** What a terminal would obey or hide, and what a build would take for a command. */
const unsafe = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escapeUnits(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return units.map((unit) => String.raw`\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** JSON that is safe to print, and means the same. */
function writeSafeJson(document: object): string {
  const text = JSON.stringify(document, null, 2).replaceAll(unsafe, escapeUnits);
  return `${text.replaceAll("##[", String.raw`#\u0023[`)}\n`;
}

function describeAsker(asker: Asker): Snapshot["askedBy"] {
  return asker.kind === "known" ? { id: asker.id, title: asker.title } : { reason: asker.reason };
}

/** The text of a snapshot: the same one for equal accounts, whatever order the vendor lists them in. */
export function writeSnapshot(live: LiveAccess, { version, previous }: SnapshotOptions): string {
  const { account, takenAt, askedBy, collected } = live;
  const { instances, blind, whole = [] } = collected;
  const document: Omit<Snapshot, "digest"> = {
    format: snapshotFormat,
    previous,
    takenAt,
    tool: { name: "latchkey", version },
    account: { vendor: account.vendor, endpoint: account.endpoint ?? "" },
    askedBy: describeAsker(askedBy),
    complete: blind.length === 0,
    blind: [...new Set(blind)].sort(),
    lists: whole.map(({ list }) => list).sort(),
    instances: [
      ...sortByText(instances.map(encodeInstance), ({ type, kind, state }) => writeCanonical([type, kind, state])),
    ],
  };
  const masked = maskTexts(document) as object;
  const { format, ...rest } = { ...masked } as { readonly format: string };
  return writeSafeJson({ format, digest: digestOf(masked), ...rest });
}
