/** One action on one kind of thing of a vendor. Each vendor's vocabulary makes them. */
export interface Permission {
  /** Whose words `action` and `resource` are. */
  readonly vendor: string;
  /** What may be done. */
  readonly action: string;
  /** What it may be done to. */
  readonly resource: string;
  /**
   * Which of them it holds on: ids, names or patterns, as the vendor has them. An empty list is refused.
   *
   * @default - all of them
   */
  readonly selectors?: readonly string[];
}
