/** Where in a record something is: attribute names in camelCase, map keys, list indices. */
export type Path = readonly (string | number)[];

/** The protocol was not followed, by Terraform or by a provider's code. Not for what a user can mend. */
export class PluginFault extends Error {
  override readonly name = "PluginFault";
  readonly path: Path;

  constructor(message: string, path: Path = [], options?: ErrorOptions) {
    super(path.length === 0 ? message : `${path.join(".")}: ${message}`, options);
    this.path = path;
  }
}
