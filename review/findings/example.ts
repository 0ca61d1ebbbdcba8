import type { Instance } from "#access/model/statements/instance.ts";

/** An object of an example: its state has only the attributes that matter. */
export interface ExampleObject extends Pick<Instance, "type" | "state" | "traces" | "isBuiltIn"> {
  /** @default "resource" */
  readonly kind?: Instance["kind"];
  readonly address: string;
  /** @default what comes of comparing it with the one before */
  readonly happening?: Instance["happening"];
  /** @default "managed" */
  readonly presence?: Instance["presence"];
}

/** An entry of a file of waivers. */
export interface ExampleWaiver {
  readonly code: string;
  /** Left out only in a file of ignored drift. */
  readonly address?: string;
  readonly subject?: string;
  readonly reason?: string;
  readonly until?: string;
}

/** What an example of drift has beside both sides: what the states have is before, and what lives is after. */
export interface ExampleDrift {
  /** What a second state has. @default there is none */
  readonly otherState?: readonly ExampleObject[];
  /** As the code has it. @default it is not given */
  readonly code?: readonly ExampleObject[];
  /** What lives if all is well. @default what the states have */
  readonly calm?: readonly ExampleObject[];
}

/** A change in which the finding holds. The documentation shows it, and a test runs it. */
export interface Example {
  readonly vendor: string;
  /** What happens: a sentence. */
  readonly says: string;
  readonly before: readonly ExampleObject[];
  readonly after: readonly ExampleObject[];
  /** A plan in place of the objects, for what is said beside them. @default the objects */
  readonly plan?: object;
  /** The other findings in it, each about something else than this one. @default none */
  readonly beside?: readonly string[];
  /** As in a file of policy. @default the usual one */
  readonly policy?: object;
  /** That of the branch that the change goes to. @default nobody knows it */
  readonly basePolicy?: object;
  /** As in a file of waivers. @default none */
  readonly waivers?: readonly ExampleWaiver[];
  /** Those of the branch that the change goes to. @default nobody knows them */
  readonly baseWaivers?: readonly ExampleWaiver[];
  /** As in a file of assertions. @default none */
  readonly assertions?: readonly object[];
  /** Those of the branch that the change goes to. @default nobody knows them */
  readonly baseAssertions?: readonly object[];
  /** What the change may not exceed, as a snapshot has it. @default anything goes */
  readonly reference?: readonly ExampleObject[];
  /** It is no change: code and vendor are compared. */
  readonly drift?: ExampleDrift;
  /** @default 2030-01-01T00:00:00Z */
  readonly at?: string;
}
