/** A project that is to be made. */
export interface Project {
  /** Of the folder, as npm and CDKTF take it. */
  readonly name: string;
  readonly vendor: string;
  /** What `package.json` says of the package latchkey: a version, or `file:` and a path. */
  readonly latchkey: string;
  /** Whether the mock needs data before the first deploy. */
  readonly hasSeed: boolean;
}

/** A file of the project. */
export interface ProjectFile {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
}
