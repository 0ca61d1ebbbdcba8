import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { GeneratedFile } from "../generate.ts";
import { DescriptorSource, fileNameOf } from "../protobuf/descriptor-source.ts";
import { parseProto } from "../protobuf/proto-parser.ts";
import { ProtoTypes } from "../protobuf/proto-types.ts";

const protocol = "terraform/plugin/protocol";
const folder = join(import.meta.dirname, "..", "..", protocol, "proto");

/** The messages and services of each proto file, as descriptors and types. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".proto")).sort();
  const files = await Promise.all(names.map(async (name) => parseProto(await readFile(join(folder, name), "utf8"))));
  const types = new ProtoTypes(files);
  return files.map((file) => ({
    path: `${protocol}/gen/${fileNameOf(file.package)}.ts`,
    text: new DescriptorSource(file, types).text(),
  }));
}
