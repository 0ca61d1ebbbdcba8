import type { ProtoEnum, ProtoFile, ProtoMessage } from "./proto-parser.ts";

/** A message or enum, and the package that it belongs to. */
export interface ProtoType {
  readonly package: string;
  readonly declared: ProtoMessage | ProtoEnum;
}

/** Finds what a name means: in the message where it is used, in those around it, in its package, or in full. */
export class ProtoTypes {
  readonly #types = new Map<string, ProtoType>();

  constructor(files: readonly ProtoFile[]) {
    for (const { package: name, types } of files) {
      for (const declared of types) this.#types.set(`${name}.${declared.name}`, { package: name, declared });
    }
  }

  /** @param around the package, or the message in it, that uses the name */
  find(name: string, around: string): ProtoType {
    const parts = around.split(".");
    for (let length = parts.length; length >= 0; length -= 1) {
      const found = this.#types.get([...parts.slice(0, length), name].join("."));
      if (found !== undefined) return found;
    }
    throw new Error(`no proto file declares ${name}, which ${around} uses`);
  }
}
