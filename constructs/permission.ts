/** One action on one kind of resource of a vendor. Each vendor's vocabulary makes them. */
export interface Permission {
  /** The vendor that `action` and `resource` belong to. */
  readonly vendor: string;
  /** What may be done, in the vendor's word. */
  readonly action: string;
  /** The kind of resource that it may be done to, in the vendor's word. */
  readonly resource: string;
  /**
   * The objects it applies to: ids, names or patterns, as the vendor writes them. An empty list is refused.
   *
   * @default - all objects of that kind
   */
  readonly selectors?: readonly string[];
}
