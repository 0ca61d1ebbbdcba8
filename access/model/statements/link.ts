/**
 * An unknown leaf of a state of which a source knows more: it will be the id of what stands at one of these addresses. It
 * takes the place of `unknown`, and typed readers see it as such.
 */
export class Link {
  /** At least one. With several, it is one of them. */
  readonly addresses: readonly string[];

  constructor(addresses: readonly string[]) {
    this.addresses = [...new Set(addresses)].sort();
  }
}

export function isLink(leaf: unknown): leaf is Link {
  return leaf instanceof Link;
}
