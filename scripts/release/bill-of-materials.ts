import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import * as z from "zod";
import { bundledPackagesFolder } from "../bundle/bundled-packages.ts";
import { hashFile } from "./checksums.ts";
import type { Candidate } from "./readiness.ts";

const packages = z.array(z.object({ name: z.string(), version: z.string(), license: z.string() }));
type Package = z.output<typeof packages>[number];

const manifest = z.object({ license: z.string(), dependencies: z.record(z.string(), z.string()) });

/** What a file that ships consists of. */
export interface Contents {
  /** The file that ships. */
  readonly file: string;
  /** What it is called whatever it was made for: the list is `NAME-VERSION.cdx.json`. */
  readonly name: string;
  /** Its package URL, without a version. */
  readonly purl: string;
  /** The folder of dist/ that it has the files of; left out: all. */
  readonly below?: string;
  /** Whether npm installs the dependencies of package.json with it. */
  readonly withDependencies: boolean;
}

function purlOf({ name, version }: Pick<Package, "name" | "version">): string {
  return `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
}

function describe({ name, version, license }: Package, how: string): Models.Component {
  const [group, base] = name.startsWith("@") ? name.split("/") : [undefined, name];
  const purl = purlOf({ name, version });
  const component = new Models.Component(Enums.ComponentType.Library, base ?? name, {
    version,
    bomRef: purl,
    purl,
    ...(group !== undefined && { group }),
  });
  component.licenses.add(
    / (?:OR|AND) /.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license),
  );
  component.properties.add(new Models.Property("latchkey:how", how));
  return component;
}

function readParts(root: string, { below = "" }: Contents): readonly Package[] {
  const folder = join(root, "dist", bundledPackagesFolder, below);
  const lists = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  const all = lists.flatMap((name) => packages.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
  return [...new Map(all.map((one) => [purlOf(one), one])).values()];
}

function readDependencies(root: string): readonly Package[] {
  const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  return Object.entries(dependencies).map(([name, version]) => {
    const { license } = z
      .object({ license: z.string() })
      .parse(JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")));
    return { name, version, license };
  });
}

/** A number that is the same for the same contents, in the form of a UUID. */
function numberOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Writes what a file of the release contains of others, as CycloneDX 1.6: the packages that are bundled in it, and those that
 * npm installs with it.
 */
export function writeBillOfMaterials(
  root: string,
  release: { readonly folder: string; readonly candidate: Candidate },
  contents: Contents,
): void {
  const { folder, candidate } = release;
  const { version, commit, date } = candidate;
  const { license } = manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const bom = new Models.Bom();
  const sum = hashFile(join(folder, contents.file));
  const purl = `${contents.purl}@${version}`;
  const own = new Models.Component(Enums.ComponentType.Application, contents.name, { version, bomRef: purl, purl });
  own.licenses.add(new Models.SpdxLicense(license));
  own.hashes.set(Enums.HashAlgorithm["SHA-256"], sum);
  own.properties.add(new Models.Property("latchkey:commit", commit));
  bom.metadata.component = own;
  bom.metadata.timestamp = date;
  bom.serialNumber = numberOf(`${contents.file} ${sum}`);
  const bundled = readParts(root, contents).map((one) => describe(one, "bundled"));
  const present = new Set(bundled.map(({ purl }) => String(purl)));
  const installed = contents.withDependencies ? readDependencies(root) : [];
  const others = installed.filter((one) => !present.has(purlOf(one))).map((one) => describe(one, "installed by npm"));
  for (const component of [...bundled, ...others]) {
    bom.components.add(component);
    own.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  const file = join(folder, `${contents.name}-${version}.cdx.json`);
  writeFileSync(file, `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`);
}
