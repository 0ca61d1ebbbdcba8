import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as ProviderGenerator from "@cdktf/provider-generator";
import { providerName, providerSource } from "#access/model/provider/address.ts";
import { providerSettings, providerSummary } from "#access/model/provider/settings.ts";
import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { toSchemaJson } from "#terraform/plugin/engine/schema-json.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { GeneratedFile } from "../generate.ts";

const folder = "constructs/gen";
const host = "registry.terraform.io";

// Being imported, @cdktf/commons runs `terraform version` and tells HashiCorp where that fails: it finds neither here.
async function loadGenerator(): Promise<typeof ProviderGenerator> {
  const quiet = { CHECKPOINT_DISABLE: "1", TERRAFORM_BINARY_NAME: join(import.meta.dirname, "no-terraform") };
  const before = Object.keys(quiet).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, quiet);
  try {
    return await import("@cdktf/provider-generator");
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** What cdktf's generator writes, by the name of the folder of a class. */
async function emitted(): Promise<ReadonlyMap<string, string>> {
  const { CodeMaker, TerraformProviderGenerator } = await loadGenerator();
  const schema = toSchemaJson(`${host}/${providerSource}`, {
    name: providerName,
    summary: providerSummary,
    attributes: providerSettings,
    resources: nounDefinitions,
    dataSources: dataSourceDefinitions,
  });
  // A copy: the generator adds `alias` to the provider block that it is given.
  const generator = new TerraformProviderGenerator(new CodeMaker(), JSON.parse(JSON.stringify(schema)));
  generator.generateAll();
  const scratch = await mkdtemp(join(tmpdir(), "bindings-"));
  try {
    await generator.save(scratch);
    const root = join(scratch, "providers", providerName);
    const entries = await readdir(root, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const texts = names
      .sort()
      .map(async (name) => [name, await readFile(join(root, name, "index.ts"), "utf8")] as const);
    return new Map(await Promise.all(texts));
  } finally {
    await rm(scratch, { recursive: true });
  }
}

type Rewrite = readonly [pattern: RegExp, replacement: string];

/** From what cdktf's generator writes to what this project compiles. */
const rewrites: readonly Rewrite[] = [
  [/^\/\/ https:.*\n\/\/ generated from terraform resource schema\n/, ""],
  [/import \{ Construct \} from 'constructs';/, "import type { Construct } from 'constructs';"],
  [/import \* as cdktf from 'cdktf';/, "import * as cdktf from '../shared/cdktf.ts';"],
  // No registry has pages of this provider.
  [/^ *\*\n *\* Docs at Terraform Registry:.*\n/gm, ""],
  [/\{@link https:\S+ ([^}]*)\}/g, "$1"],
  // exactOptionalPropertyTypes: cdktf hands `undefined` on, and its own types do not say so.
  [/^( *(?:readonly|private) \w+)\?: ([^;\n]+);/gm, "$1?: $2 | undefined;"],
  [/^( *public internalValue) ?\? ?: ([^;\n]+?);?$/gm, "$1?: $2 | undefined;"],
  [/(forEach: config\.forEach\n *\})\)/, "$1 as cdktf.TerraformResourceConfig)"],
  [/(importId: importFromId, provider \})\)/, "$1 as cdktf.IImportableConfig)"],
  [/(as cdktf\.TerraformResourceConfig\);\n)/, "$1    rememberCode(this);\n"],
  [/super\(scope, id, \{/, "super(scope, checkId(scope, id), {"],
  [
    /(from '\.\.\/shared\/cdktf\.ts';\n)(?=[\s\S]*rememberCode)/,
    "$1import { rememberCode } from '../shared/remember-code.ts';\n",
  ],
  [/(from '\.\.\/shared\/cdktf\.ts';\n)(?=[\s\S]*checkId)/, "$1import { checkId } from '../shared/construct-id.ts';\n"],
  // This provider has nested attributes and no blocks, which `cdktf synth --hcl` would write otherwise.
  [/isBlock: true/g, "isBlock: false"],
  [/type: "struct"/g, 'type: "list"'],
  // A nested value is an object with a stack trace, which costs more than the block itself: it is made when it is used.
  [
    /^( *)private _(\w+) = new (\w+)\((this, .*)\);$/gm,
    "$1private $2IfUsed?: $3 | undefined;\n$1private get _$2(): $3 {\n$1  return (this.$2IfUsed ??= new $3($4));\n$1}",
  ],
  [/^( *)(this\._\w+\.internalValue = (config\.\w+);)$/gm, "$1if ($3 !== undefined) $2"],
  [/(return |\()this\._(\w+)\.internalValue(?=[;)])/g, "$1this.$2IfUsed?.internalValue"],
  // noImplicitOverride
  [/^( *)protected (synthesize(?:Hcl)?Attributes)\(/gm, "$1protected override $2("],
];

const providerRewrites: readonly Rewrite[] = [
  [/^( *public) ([gs]et alias\()/gm, "$1 override $2"],
  // Without a host, Terraform and OpenTofu each take their own registry's.
  [new RegExp(`'${host}/(\\S+)'`), "'$1'"],
];

function rewritten(name: string, text: string): string {
  const all = name === "provider" ? [...rewrites, ...providerRewrites] : rewrites;
  const plain = all.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
  // erasableSyntaxOnly: parameter properties that repeat what the base class has.
  return plain.replace(/^ *constructor\([^)]*\)/gm, (head) => head.replace(/protected /g, ""));
}

/** The classes that stand for single Terraform blocks, made without Terraform and without a network. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const files = await emitted();
  if (files.size === 0) throw new Error("cdktf's generator wrote nothing");
  const index = [...files.keys()].map((name) => `export * from "./${name}.ts";\n`).join("");
  return [
    ...[...files].map(([name, text]) => ({ path: `${folder}/${name}.ts`, text: rewritten(name, text) })),
    { path: `${folder}/index.ts`, text: index },
  ];
}
