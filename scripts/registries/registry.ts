import { dirname, posix } from "node:path";
import type { GeneratedFile } from "../generate.ts";
import { hasFile, namesIn, textOf } from "./files.ts";

/** One file that a registry lists. */
export interface Entry {
  /** What it is called in the registry: the file's name, or the vendor's where the path has one. */
  readonly name: string;
  /** How the registry imports it: `./commands/mock.ts`. */
  readonly specifier: string;
}

/** What a part of a registry writes: its imports, and the statement after them. */
export interface Written {
  /** The type that the statement is annotated with; left out where there is none. */
  readonly type?: { readonly name: string; readonly from: string };
  readonly imports: readonly string[];
  readonly statement: string;
}

export interface RegistryPart {
  /** Paths from the root. `*` at the end is each TypeScript file of a folder; `{vendor}` is the vendor, or each of them. */
  readonly files: readonly string[];
  /** Names of files that are not listed. */
  readonly except?: readonly string[];
  /** Only files with such a line are listed. */
  readonly contains?: RegExp;
  /** No registry is written where nothing is listed. @default that is an error */
  readonly isOptional?: boolean;
  readonly write: (entries: readonly Entry[]) => Written;
}

export interface Registry {
  /** With `{vendor}`: one registry for each vendor. */
  readonly path: string;
  readonly parts: readonly RegistryPart[];
}

export interface Surroundings {
  readonly vendors: readonly string[];
  /** The names of files that people wrote: no tests, nothing generated. */
  readonly source: RegExp;
}

interface Candidate {
  readonly name: string;
  readonly path: string;
}

function stemOf(file: string): string {
  return file.replace(/\.ts$/, "");
}

async function findCandidates(pattern: string, part: RegistryPart, { vendors, source }: Surroundings) {
  if (pattern.includes("{vendor}")) {
    const all = vendors.map((name) => ({ name, path: pattern.replaceAll("{vendor}", name) }));
    const found: Candidate[] = [];
    for (const candidate of all) if (await hasFile(candidate.path)) found.push(candidate);
    return found;
  }
  const folder = dirname(pattern);
  const files = (await namesIn(folder)).filter((file) => source.test(file) && part.except?.includes(file) !== true);
  return files.map((file) => ({ name: stemOf(file), path: `${folder}/${file}` }));
}

async function entriesOf(part: RegistryPart, from: string, surroundings: Surroundings): Promise<readonly Entry[]> {
  const { contains } = part;
  const entries: Entry[] = [];
  for (const pattern of part.files) {
    for (const { name, path } of await findCandidates(pattern, part, surroundings)) {
      if (contains !== undefined && !contains.test(await textOf(path))) continue;
      const specifier = posix.relative(dirname(from), path);
      entries.push({ name, specifier: specifier.startsWith(".") ? specifier : `./${specifier}` });
    }
  }
  if (entries.length === 0 && part.isOptional !== true) {
    throw new Error(`${from} would list nothing: no file is ${part.files.join(" or ")}`);
  }
  return entries;
}

function typeImports(written: readonly Written[]): readonly string[] {
  const byModule = new Map<string, Set<string>>();
  for (const { type } of written) {
    if (type !== undefined) byModule.set(type.from, (byModule.get(type.from) ?? new Set()).add(type.name));
  }
  return [...byModule].map(([from, names]) => `import type { ${[...names].sort().join(", ")} } from "${from}";`);
}

async function generateFile(registry: Registry, surroundings: Surroundings): Promise<readonly GeneratedFile[]> {
  const written: Written[] = [];
  for (const part of registry.parts) {
    const entries = await entriesOf(part, registry.path, surroundings);
    if (entries.length > 0) written.push(part.write(entries));
  }
  if (written.length === 0) return [];
  const imports = [...typeImports(written), ...written.flatMap((part) => part.imports)];
  const head = imports.length === 0 ? [] : [...imports, ""];
  const text = [...head, ...written.map(({ statement }) => statement), ""].join("\n");
  return [{ path: registry.path, text }];
}

/** @throws Error where a registry would list nothing */
export async function generateRegistry(
  { path, parts }: Registry,
  surroundings: Surroundings,
): Promise<readonly GeneratedFile[]> {
  if (!path.includes("{vendor}")) return generateFile({ path, parts }, surroundings);
  const each = surroundings.vendors.map((vendor) => {
    const own = parts.map((part) => ({
      ...part,
      files: part.files.map((file) => file.replaceAll("{vendor}", vendor)),
    }));
    return generateFile({ path: path.replaceAll("{vendor}", vendor), parts: own }, surroundings);
  });
  return (await Promise.all(each)).flat();
}
