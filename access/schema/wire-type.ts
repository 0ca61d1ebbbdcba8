/** A value of Terraform's `dynamic` type, which brings its own type along (`"string"`, `["list","number"]` …). */
export class Dynamic {
  readonly type: WireType;
  readonly value: unknown;

  constructor(type: WireType, value: unknown) {
    this.type = type;
    this.value = value;
  }
}

/** A type as Terraform writes it in JSON. */
export type WireType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", WireType]
  | readonly ["tuple", readonly WireType[]]
  | readonly ["object", { readonly [name: string]: WireType }];
