/** A position in a record: attribute names in camelCase, map keys, list indices. */
export type Path = readonly (string | number)[];

/** Terraform or a provider's code did not follow the protocol. Not for errors that a user can fix. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly path: Path;

  constructor(message: string, path: Path = [], options?: ErrorOptions) {
    super(path.length === 0 ? message : `${path.join(".")}: ${message}`, options);
    this.path = path;
  }
}
