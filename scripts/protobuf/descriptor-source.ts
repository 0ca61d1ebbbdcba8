import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoService } from "./proto-parser.ts";
import type { ProtoType, ProtoTypes } from "./proto-types.ts";

const scalarTypes: Readonly<Record<string, string>> = {
  string: "string",
  bytes: "Uint8Array",
  bool: "boolean",
  int64: "bigint",
  int32: "number",
  uint32: "number",
};

export function fileNameOf(packageName: string): string {
  return packageName.replaceAll(".", "-");
}

/** `ReadResource.Request` is `ReadResourceRequest` in TypeScript. */
function identifierOf(name: string): string {
  return name.replaceAll(".", "");
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function camelCase(name: string): string {
  return lowerFirst(name.replace(/[_.]([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

/** Writes one proto file as TypeScript: its types, and the descriptors by which messages are read and written. */
export class DescriptorSource {
  readonly #file: ProtoFile;
  readonly #types: ProtoTypes;
  readonly #descriptorImports = new Set<string>();
  readonly #serviceImports = new Set<string>();
  readonly #otherPackages = new Set<string>();

  constructor(file: ProtoFile, types: ProtoTypes) {
    this.#file = file;
    this.#types = types;
  }

  text(): string {
    const body = [
      ...this.#file.types.map((type) => (type.kind === "enum" ? this.#enum(type) : this.#message(type))),
      ...this.#file.services.map((service) => this.#service(service)),
    ];
    const imports = [
      ...[...this.#otherPackages].map((name) => `import * as ${camelCase(name)} from "./${fileNameOf(name)}.ts";`),
      this.#import("../descriptor.ts", this.#descriptorImports),
      this.#import("../service.ts", this.#serviceImports),
    ];
    return [imports.join("\n"), ...body].join("\n\n");
  }

  #import(path: string, words: ReadonlySet<string>): string {
    return words.size === 0 ? "" : `import { ${[...words].sort().join(", ")} } from "${path}";`;
  }

  #descriptor(word: string): string {
    this.#descriptorImports.add(word);
    return word;
  }

  #find(name: string, owner?: string): ProtoType {
    const around = owner === undefined ? this.#file.package : `${this.#file.package}.${owner}`;
    return this.#types.find(name, around);
  }

  #refer({ package: name, declared }: ProtoType, suffix = ""): string {
    const identifier = identifierOf(declared.name) + suffix;
    if (name === this.#file.package) return identifier;
    this.#otherPackages.add(name);
    return `${camelCase(name)}.${identifier}`;
  }

  /** Messages of the protocol itself go by their short names, as Terraform's own texts have them. */
  #fullName(name: string): string {
    return this.#file.package === "tfplugin6" ? name : `${this.#file.package}.${name}`;
  }

  #enum({ name, values }: ProtoEnum): string {
    const identifier = identifierOf(name);
    const entries = values.map((value) => `${value.name}: ${value.number}`).join(", ");
    const names = values.map((value) => `"${value.name}"`).join(" | ");
    return [
      `export type ${identifier} = ${names};`,
      `export const ${identifier} = ${this.#descriptor("enumeration")}("${this.#fullName(name)}", { ${entries} });`,
    ].join("\n");
  }

  #message({ name, fields }: ProtoMessage): string {
    const identifier = identifierOf(name);
    const make = this.#descriptor("message");
    const described = fields.map((field) => this.#describe(field, name)).join(", ");
    this.#descriptorImports.add("type MessageType");
    return [
      `export interface ${identifier} { ${this.#properties(fields, name, "read")} }`,
      `export interface ${identifier}Init { ${this.#properties(fields, name, "written")} }`,
      // The type is written out because TypeScript cannot infer it where messages hold each other.
      `export const ${identifier}: MessageType<${identifier}, ${identifier}Init> =`,
      `  ${make}("${this.#fullName(name)}", () => [${described}]);`,
    ].join("\n");
  }

  #describe({ name, number, type, label, oneof }: ProtoField, owner: string): string {
    const target = scalarTypes[type] === undefined ? this.#refer(this.#find(type, owner)) : `"${type}"`;
    const described = `${this.#descriptor(label)}(${number}, "${camelCase(name)}", ${target})`;
    return oneof === undefined ? described : `${this.#descriptor("member")}("${camelCase(oneof)}", ${described})`;
  }

  #properties(fields: readonly ProtoField[], owner: string, side: "read" | "written"): string {
    const plain = fields.filter(({ oneof }) => oneof === undefined);
    const oneofs = [...new Set(fields.flatMap(({ oneof }) => oneof ?? []))];
    return [
      ...plain.map((field) => this.#property(field, owner, side)),
      ...oneofs.map((oneof) => {
        const members = fields.filter((field) => field.oneof === oneof);
        const kinds = members.map(
          (field) =>
            `{ readonly kind: "${camelCase(field.name)}"; readonly value: ${this.#valueType(field, owner, side)} }`,
        );
        return `readonly ${camelCase(oneof)}?: ${kinds.join(" | ")} | undefined;`;
      }),
    ].join(" ");
  }

  #property(field: ProtoField, owner: string, side: "read" | "written"): string {
    const { label, type } = field;
    const value = this.#valueType(field, owner, side);
    const isMessage = scalarTypes[type] === undefined && this.#find(type, owner).declared.kind === "message";
    const isAlways = side === "read" && label !== "optional" && (label !== "one" || !isMessage);
    const whole =
      label === "repeated" ? `readonly ${value}[]` : label === "map" ? `{ readonly [key: string]: ${value} }` : value;
    return `readonly ${camelCase(field.name)}${isAlways ? `: ${whole}` : `?: ${whole} | undefined`};`;
  }

  #valueType({ type }: ProtoField, owner: string, side: "read" | "written"): string {
    const scalar = scalarTypes[type];
    if (scalar !== undefined) return scalar;
    const found = this.#find(type, owner);
    return this.#refer(found, side === "written" && found.declared.kind === "message" ? "Init" : "");
  }

  #service({ name, methods }: ProtoService): string {
    this.#serviceImports.add("serviceType");
    const lines = methods.map(({ name: method, request, response, kind }) => {
      this.#serviceImports.add(kind);
      return `${lowerFirst(method)}: ${kind}(${this.#refer(this.#find(request))}, ${this.#refer(this.#find(response))})`;
    });
    return `export const ${name}Service = serviceType("${this.#file.package}.${name}", { ${lines.join(", ")} });`;
  }
}
