import { quoteLine } from "#access/schema/shown-text.ts";
import type {
  ReviewReport,
  ToldAccess,
  ToldCause,
  ToldChange,
  ToldRight,
  ToldRights,
  ToldSubject,
} from "../../report/review-report.ts";
import type { PageData, PageRights, PageSubject } from "./page/page-data.ts";
import { describeUnplaced } from "../../report/unplaced.ts";

const say = (text: string): string => quoteLine(text, 300);

const kinds: Readonly<Record<NonNullable<ToldSubject["kind"]>, string>> = {
  account: "service account",
  member: "member",
  group: "group",
  idpGroup: "group of the identity provider",
  everyoneElse: "everybody else",
};

/** Gives each value a number, equal values the same one. */
class Table<T> {
  readonly values: T[] = [];
  readonly #known = new Map<string, number>();

  add(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    this.#known.set(key, this.values.length - 1);
    return this.values.length - 1;
  }
}

function writeRight({ text, selector }: ToldRight): string {
  return selector === null ? say(text) : `${say(text)} [${say(selector)}]`;
}

function writeCause({ address, type, attribute, happening, file, line }: ToldCause): string {
  if (address === null) return describeUnplaced({ type, happening });
  const at = file === null ? "" : ` at ${say(file)}${line === null ? "" : `:${line}`}`;
  return `${say(address)}${attribute === null ? "" : ` (${say(attribute)})`}${at}`;
}

function writeNotes({ reason, until, isCertain, isInferred, isListed }: ToldRights): string {
  return [
    ...(reason === null ? [] : [`reason: ${say(reason)}`]),
    ...(until === null ? [] : [`until ${say(until)}`]),
    ...(isCertain ? [] : ["at most"]),
    ...(isInferred ? ["inferred"] : []),
    ...(isListed ? ["only what the vendor adds later is new"] : []),
  ].join("; ");
}

const rolePrefix = "role ";
const groupPrefix = "group ";

function splitThrough(through: readonly string[]): { readonly groups: string; readonly role: string } {
  const last = through.at(-1);
  const role = last?.startsWith(rolePrefix) === true ? say(last.slice(rolePrefix.length)) : "";
  const groups = (role === "" ? through : through.slice(0, -1)).map((one) =>
    say(one.startsWith(groupPrefix) ? one.slice(groupPrefix.length) : one),
  );
  return { groups: groups.join(" → "), role };
}

class PageEncoder {
  readonly #lists = new Table<readonly string[]>();
  readonly #rights = new Table<PageRights>();

  encodeRights(all: readonly ToldRights[]): readonly number[] {
    return all.map((group) => {
      const { groups, role } = splitThrough(group.through);
      return this.#rights.add({
        list: this.#lists.add(group.rights.map(writeRight)),
        on: group.on === null ? "" : say(group.on),
        through: groups,
        role,
        because: group.because.map(writeCause).join(" → "),
        notes: writeNotes(group),
      });
    });
  }

  encodeSubject({ subject, before, after }: ToldAccess, change: ToldChange | undefined): PageSubject {
    const { name, kind, vendor, address } = subject;
    const tags = [
      ...(change === undefined ? [] : ["changes"]),
      ...(change?.isNew === true ? ["new"] : []),
      ...(change?.isGone === true ? ["gone"] : []),
      ...(change?.isReplaced === true ? ["replaced"] : []),
    ];
    return {
      name: say(name),
      kind: kind === null ? "" : kinds[kind],
      vendor: say(vendor),
      address: address === null ? "" : say(address),
      tags,
      isChanged: change !== undefined,
      gains: this.encodeRights(change?.gains ?? []),
      losses: this.encodeRights(change?.losses ?? []),
      before: this.encodeRights(before),
      after: this.encodeRights(after),
    };
  }

  finish(subjects: readonly PageSubject[]): PageData {
    return { lists: this.#lists.values, rights: this.#rights.values, subjects };
  }
}

function compareSubjects(a: PageSubject, b: PageSubject): number {
  const byChange = Number(b.isChanged) - Number(a.isChanged);
  if (byChange !== 0) return byChange;
  const [left, right] = [a, b].map(({ name, address, kind, vendor }) => JSON.stringify([name, address, kind, vendor]));
  return (left ?? "") < (right ?? "") ? -1 : Number((left ?? "") > (right ?? ""));
}

/** What the page shows of everybody: those first for whom something changes. */
export function encodePage({ changes }: ReviewReport, access: readonly ToldAccess[]): PageData {
  const encoder = new PageEncoder();
  const keyOf = (subject: ToldSubject): string => JSON.stringify(subject);
  const byKey = new Map(changes.map((change) => [keyOf(change.subject), change]));
  const known = new Set(access.map(({ subject }) => keyOf(subject)));
  const others = changes
    .filter(({ subject }) => !known.has(keyOf(subject)))
    .map(({ subject, after }): ToldAccess => ({ subject, before: [], after }));
  const subjects = [...access, ...others].map((one) => encoder.encodeSubject(one, byKey.get(keyOf(one.subject))));
  return encoder.finish(subjects.toSorted(compareSubjects));
}
