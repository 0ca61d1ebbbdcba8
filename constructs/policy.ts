/** What every policy takes. */
export interface PolicyProps {
  /**
   * What a finding does: `error` fails the synth, `warning` lets it pass and is printed by `cdktf synth`, `diff` and `deploy`.
   *
   * @default "error"
   */
  readonly severity?: "error" | "warning";
}
