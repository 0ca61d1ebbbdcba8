import type { DriftReport, ToldObject } from "../report/drift-report.ts";

function writeNoun(type: string): string {
  return type.replaceAll("_", " ");
}

/** How much of each kind is in code: words of ours alone. */
export function listKinds({ coverage }: DriftReport): readonly string[] {
  return coverage.kinds.map(({ type, managed, unmanaged, isWhole }) => {
    const all = managed + unmanaged;
    const gap = isWhole ? "" : ", of a list that is not whole";
    return `${writeNoun(type)}: ${managed} of ${all} managed${gap}`;
  });
}

/** Something that is not counted, with names from outside. */
export interface ApartLine {
  readonly says: string;
  readonly names: readonly string[];
}

const mostNames = 20;

function nameObjects(all: readonly ToldObject[]): readonly string[] {
  const names = all.map(({ type, name, id, subject }) => {
    const own = `${writeNoun(type)} ${name ?? id ?? ""}`.trim();
    return subject === null || subject.name === name ? own : `${own} of ${subject.name}`;
  });
  return names.length > mostNames ? [...names.slice(0, mostNames), `and ${names.length - mostNames} more`] : names;
}

/** What stands apart, and why. */
export function listApart({ apart }: DriftReport): readonly ApartLine[] {
  const { delegated, asker, builtIn, foreign, unmanageable } = apart;
  const count = (amount: number, says: string): readonly ApartLine[] => {
    return amount === 0 ? [] : [{ says: `${amount} ${says}`, names: [] }];
  };
  const list = (all: readonly ToldObject[], says: string): readonly ApartLine[] => {
    return all.length === 0 ? [] : [{ says: `${all.length} ${says}`, names: nameObjects(all) }];
  };
  return [
    ...list(delegated, "that holders are meant to have (`keys_by_holders`)"),
    ...list(asker, "of the identity that asked"),
    ...count(builtIn, "of the vendor's own"),
    ...count(foreign, "not ours (`--owned`)"),
    ...count(unmanageable, "that no code can manage at this vendor"),
  ];
}
