import type { Reading, JsonObject } from "../source.ts";
import type { Waiver } from "../waivers/waiver.ts";

/** A stack that constructs made in this process: what `cdktf synth` would write of it. */
export interface BuiltStack {
  /** The path of its construct. */
  readonly name: string;
  /** As in `cdk.tf.json`. */
  readonly document: JsonObject;
  /** What its code accepts, the nearest first. */
  readonly accepted: readonly Waiver[];
}

/** What is there before the first deploy. */
export const nothing: Reading = { instances: [], blind: [], assumptions: [], moves: new Map(), count: 0 };
