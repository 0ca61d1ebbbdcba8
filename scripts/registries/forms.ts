import { toSnakeCase } from "#access/schema/names.ts";
import type { Entry, Written } from "./registry.ts";

interface Options {
  /** What each file exports. @default the file's name in camelCase */
  readonly exported?: string;
  /** Put after each name, where two lists of one registry would have the same names. */
  readonly suffix?: string;
  /** The type of an element; left out where TypeScript is to infer it. */
  readonly type?: { readonly name: string; readonly from: string };
  readonly doc?: string;
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function localName({ name }: Entry, { suffix = "" }: Options): string {
  return `${camelCase(name)}${suffix}`;
}

function importLine(entry: Entry, options: Options): string {
  const local = localName(entry, options);
  const { exported = camelCase(entry.name) } = options;
  const binding = exported === local ? local : `${exported} as ${local}`;
  return `import { ${binding} } from "${entry.specifier}";`;
}

function docLine({ doc }: Options): string {
  return doc === undefined ? "" : `/** ${doc} */\n`;
}

/** `export const NAME: readonly TYPE[] = [a, b];` */
export function list(name: string, options: Options) {
  return (entries: readonly Entry[]): Written => {
    const annotation = options.type === undefined ? "" : `: readonly ${options.type.name}[]`;
    const names = entries.map((entry) => localName(entry, options)).join(", ");
    return {
      ...(options.type === undefined ? {} : { type: options.type }),
      imports: entries.map((entry) => importLine(entry, options)),
      statement: `${docLine(options)}export const ${name}${annotation} = [${names}];\n`,
    };
  };
}

/** `export const NAME: { readonly [name: string]: TYPE } = { snake_case: camelCase };` */
export function record(name: string, options: Options) {
  return (entries: readonly Entry[]): Written => {
    const { type } = options;
    const annotation = type === undefined ? "" : `: { readonly [name: string]: ${type.name} }`;
    const members = entries.map((entry) => {
      const local = localName(entry, options);
      const key = toSnakeCase(camelCase(entry.name));
      return key === local ? local : `${key}: ${local}`;
    });
    return {
      ...(options.type === undefined ? {} : { type: options.type }),
      imports: entries.map((entry) => importLine(entry, options)),
      statement: `${docLine(options)}export const ${name}${annotation} = { ${members.join(", ")} };\n`,
    };
  };
}

/** The same with a function in place of each element that imports it. */
export function loaders(name: string, options: Required<Pick<Options, "exported" | "type">> & Options) {
  return (entries: readonly Entry[]): Written => {
    const { exported, type } = options;
    const members = entries.map(
      (entry) => `  ${JSON.stringify(entry.name)}: async () => (await import("${entry.specifier}")).${exported},`,
    );
    const annotation = `{ readonly [name: string]: () => Promise<${type.name}> }`;
    return {
      type,
      imports: [],
      statement: [`${docLine(options)}export const ${name}: ${annotation} = {`, ...members, "};", ""].join("\n"),
    };
  };
}

export function reexports(entries: readonly Entry[]): Written {
  return { imports: [], statement: entries.map(({ specifier }) => `export * from "${specifier}";`).join("\n") };
}

/** The entries' names as a type. */
export function nameUnion(name: string, doc: string) {
  return (entries: readonly Entry[]): Written => {
    const names = entries.map((entry) => JSON.stringify(entry.name)).join(" | ");
    return { imports: [], statement: `/** ${doc} */\nexport type ${name} = ${names};\n` };
  };
}
