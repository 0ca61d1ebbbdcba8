/** A comment that this job's account wrote. */
export interface OwnComment {
  readonly id: number;
  readonly text: string;
}

/** The comments of one pull request. */
export interface Conversation {
  /** Those of this job's account alone: what others write decides nothing. */
  list(): Promise<readonly OwnComment[]>;
  create(text: string): Promise<void>;
  update(id: number, text: string): Promise<void>;
}

/** What the job and the command line say. */
export interface Place {
  readonly environment: { readonly [name: string]: string | undefined };
  /** The number of the pull request; undefined to take the job's own. */
  readonly number: number | undefined;
  /** Who writes, where the host does not tell; undefined for who writes by the job's own token. */
  readonly author: string | undefined;
}

/** One file of `cli/comment/hosts/`. */
export interface Host {
  readonly name: string;
  /** What it reads of the environment, in a line of `--help`. */
  readonly reads: string;
  /** The most characters that a comment may have. */
  readonly longest: number;
  /** Whether a job of this host runs the command. */
  isHere(environment: Place["environment"]): boolean;
  /** @throws Error that names what is missing */
  open(place: Place): Conversation;
}

/** @throws Error that names the variable */
export function requireVariable({ environment }: Pick<Place, "environment">, name: string, says: string): string {
  const value = environment[name] ?? "";
  if (value !== "") return value;
  throw new Error(`${name} is not set: ${says}`);
}
