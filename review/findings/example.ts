import type { Instance } from "#access/model/statements/instance.ts";

/** An object of an example: its state has only the attributes that matter. */
export interface ExampleObject extends Pick<Instance, "type" | "state"> {
  /** @default "resource" */
  readonly kind?: Instance["kind"];
  readonly address: string;
  /** @default "unchanged" before, "updated" after */
  readonly happening?: Instance["happening"];
  /** @default "managed" */
  readonly presence?: Instance["presence"];
}

/** An entry of a file of waivers. */
export interface ExampleWaiver {
  readonly code: string;
  readonly address: string;
  readonly subject?: string;
  readonly reason?: string;
  readonly until?: string;
}

/** A change in which the finding holds. The documentation shows it, and a test runs it. */
export interface Example {
  readonly vendor: string;
  /** What happens: a sentence. */
  readonly says: string;
  readonly before: readonly ExampleObject[];
  readonly after: readonly ExampleObject[];
  /** As in a file of waivers. @default none */
  readonly waivers?: readonly ExampleWaiver[];
  /** Those of the branch that the change goes to. @default nobody knows them */
  readonly baseWaivers?: readonly ExampleWaiver[];
  /** What the change may not exceed, as a snapshot has it. @default anything goes */
  readonly reference?: readonly ExampleObject[];
  /** @default 2030-01-01T00:00:00Z */
  readonly at?: string;
}
