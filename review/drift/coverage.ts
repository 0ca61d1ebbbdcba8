/** How much of one kind of object is under code. */
export interface KindCoverage {
  /** The noun. */
  readonly type: string;
  readonly managed: number;
  readonly unmanaged: number;
  /** Its list was read to its end. */
  readonly isWhole: boolean;
}

/** How much of what could be read is under code. */
export interface Coverage {
  readonly managed: number;
  readonly unmanaged: number;
  /** In percent, cut to one digit: only what is all of it is 100. Null if there is nothing. */
  readonly percent: number | null;
  readonly kinds: readonly KindCoverage[];
}

export interface Counted {
  readonly type: string;
  readonly isManaged: boolean;
}

/** In percent, with one digit, rounded down. */
function toPercent(managed: number, all: number): number | null {
  return all === 0 ? null : Math.floor((managed * 1_000) / all) / 10;
}

/** @param lists the lists that were read, by noun, and whether each is whole */
export function measureCoverage(counted: readonly Counted[], lists: ReadonlyMap<string, boolean>): Coverage {
  const kinds = [...new Set([...lists.keys(), ...counted.map(({ type }) => type)])].sort().map((type) => {
    const own = counted.filter((one) => one.type === type);
    const managed = own.filter(({ isManaged }) => isManaged).length;
    return { type, managed, unmanaged: own.length - managed, isWhole: lists.get(type) === true };
  });
  const managed = counted.filter(({ isManaged }) => isManaged).length;
  return { managed, unmanaged: counted.length - managed, percent: toPercent(managed, counted.length), kinds };
}
