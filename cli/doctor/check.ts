/** What a check may look at. Nothing of it is changed, and no vendor is asked. */
export interface Machine {
  readonly environment: { readonly [name: string]: string | undefined };
  /** The user's home folder. */
  readonly home: string;
  /** The project's folder. */
  readonly folder: string;
  /** Such as `22.14.0`. */
  readonly nodeVersion: string;
  /** What a program prints; null if it is not there, fails or takes too long. */
  run(program: string, args: readonly string[]): Promise<string | null>;
}

export interface Diagnosis {
  /** `wrong` stops a deploy or exposes something; `doubtful` may. */
  readonly state: "well" | "doubtful" | "wrong";
  /** What was found: a sentence. */
  readonly says: string;
  /** What to do; left out where all is well. */
  readonly fix?: string;
}

/** One file of `cli/doctor/checks/`. */
export interface Check {
  /** What is looked at, such as `Node.js`. */
  readonly title: string;
  /** Nothing, where there is nothing of the kind. */
  examine(machine: Machine): Promise<readonly Diagnosis[]>;
}
