import { vendorFolders } from "../registries/vendor-folders.ts";
import type { GeneratedFile } from "../generate.ts";
import { list, loaders, nameUnion, record, reexports } from "../registries/forms.ts";
import { adoptionRegistries } from "../registries/adoption.ts";
import { cliRegistries } from "../registries/command-line.ts";
import { generateRegistry, type Registry } from "../registries/registry.ts";

const source = /^[a-z0-9-]+\.ts$/;

/**
 * Every registry: a new file in one of these folders is listed by the next `npm run generate`, and nobody edits a list.
 * `{vendor}` stands for each vendor's folder.
 */
const registries: readonly Registry[] = [
  ...adoptionRegistries,
  ...cliRegistries,
  {
    path: "access/model/nouns/registry.gen.ts",
    parts: [
      {
        files: ["access/model/nouns/resources/*"],
        write: list("resourceDefinitions", {
          suffix: "Resource",
          type: { name: "ResourceDefinition", from: "../../schema/definition.ts" },
        }),
      },
      {
        files: ["access/model/nouns/data-sources/*"],
        write: list("dataSourceDefinitions", {
          suffix: "DataSource",
          type: { name: "DataSourceDefinition", from: "../../schema/definition.ts" },
        }),
      },
      {
        files: ["access/model/nouns/ephemeral-resources/*"],
        write: list("ephemeralNouns", {
          suffix: "EphemeralResource",
          type: { name: "EphemeralNoun", from: "./ephemeral-noun.ts" },
        }),
      },
    ],
  },
  {
    path: "access/model/nouns/statements.gen.ts",
    parts: [
      {
        files: ["access/model/nouns/resources/*"],
        contains: /^export const statements\b/m,
        write: record("resourceStatements", {
          exported: "statements",
          suffix: "Resource",
          type: { name: "InstanceStatements", from: "../statements/declaration.ts" },
          doc: "What each noun says about access.",
        }),
      },
      {
        files: ["access/model/nouns/data-sources/*"],
        contains: /^export const statements\b/m,
        write: record("dataSourceStatements", {
          exported: "statements",
          suffix: "DataSource",
          type: { name: "InstanceStatements", from: "../statements/declaration.ts" },
          doc: "What each data source says about access.",
        }),
      },
    ],
  },
  {
    path: "vendors/graph-facts-registry.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/facts/graph.ts"],
        write: record("graphFacts", {
          exported: "graph",
          type: { name: "GraphFacts", from: "#access/model/statements/graph-facts.ts" },
          doc: "How each vendor decides about access. Apart from its facts, because the provider starts without it.",
        }),
      },
    ],
  },
  {
    path: "vendors/{vendor}/facts/statements.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/facts/statements/*"],
        isOptional: true,
        write: record("statements", {
          type: { name: "InstanceStatements", from: "#access/model/statements/declaration.ts" },
          doc: "What this vendor alone says about access, by noun.",
        }),
      },
    ],
  },
  {
    path: "vendors/facts-registry.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/facts/index.ts"],
        write: record("vendorFacts", {
          exported: "facts",
          type: { name: "VendorFacts", from: "#access/model/vendors/facts.ts" },
          doc: "What is known of each vendor, by the name that `vendor` takes.",
        }),
      },
    ],
  },
  {
    path: "vendors/registry.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/vendor.ts"],
        write: loaders("loadVendor", {
          exported: "vendor",
          type: { name: "Vendor", from: "#access/model/vendors/adapter.ts" },
          doc: "How each vendor is spoken to. Loaded when a connection is opened: starting up needs none of it.",
        }),
      },
    ],
  },
  {
    path: "vendors/{vendor}/facts/nouns.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/facts/nouns/*"],
        write: record("nouns", {
          type: { name: "NounFacts", from: "#access/model/vendors/facts.ts" },
          doc: "What the vendor makes of each noun that it has.",
        }),
      },
    ],
  },
  {
    path: "vendors/{vendor}/resources.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/resources/*"],
        write: record("resources", { doc: "How the vendor does each noun." }),
      },
    ],
  },
  {
    path: "vendors/{vendor}/data-sources.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/data-sources/*"],
        isOptional: true,
        write: record("dataSources", { doc: "How the vendor looks each thing up." }),
      },
    ],
  },
  {
    path: "vendors/{vendor}/beside.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/beside/*"],
        isOptional: true,
        write: record("beside", { doc: "What the vendor lists beside its nouns." }),
      },
    ],
  },
  {
    path: "terraform/provider/functions.gen.ts",
    parts: [
      {
        files: ["terraform/provider/functions/*"],
        write: list("functions", {
          type: { name: "ServedFunction", from: "../plugin/engine/provider.ts" },
          doc: "What configurations can call.",
        }),
      },
    ],
  },
  {
    path: "mock-server/registry.gen.ts",
    parts: [
      {
        files: ["mock-server/{vendor}/index.ts"],
        write: list("vendors", { exported: "vendor", type: { name: "Vendor", from: "./shared/vendor.ts" } }),
      },
    ],
  },
  {
    path: "mock-server/{vendor}/nouns.gen.ts",
    parts: [
      {
        files: ["mock-server/{vendor}/*"],
        contains: /^export const noun\b/m,
        write: list("nouns", { exported: "noun" }),
      },
    ],
  },
  {
    path: "review/sources.gen.ts",
    parts: [
      {
        files: ["review/sources/*"],
        write: list("sourceFormats", {
          exported: "source",
          type: { name: "SourceFormat", from: "./source.ts" },
          doc: "Every kind of document that says who has which access.",
        }),
      },
    ],
  },
  {
    path: "review/findings/registry.gen.ts",
    parts: [
      {
        files: ["review/findings/codes/*"],
        write: list("findingDefinitions", {
          exported: "finding",
          type: { name: "FindingDefinition", from: "./definition.ts" },
          doc: "Every kind of finding.",
        }),
      },
    ],
  },
  {
    path: "review/findings/examples.gen.ts",
    parts: [
      {
        files: ["review/findings/examples/*"],
        write: record("findingExamples", {
          exported: "example",
          type: { name: "Example", from: "./example.ts" },
          doc: "A change in which each finding holds, by the name of its file. Apart, because no command needs them.",
        }),
      },
    ],
  },
  {
    path: "review/formats/registry.gen.ts",
    parts: [
      {
        files: ["review/formats/kinds/*"],
        write: list("reviewFormats", {
          exported: "format",
          type: { name: "ReviewFormat", from: "./definition.ts" },
          doc: "Every form in which a review can be written.",
        }),
      },
    ],
  },
  {
    path: "review/formats/drift-registry.gen.ts",
    parts: [
      {
        files: ["review/formats/drift/*"],
        write: list("driftFormats", {
          exported: "format",
          type: { name: "DriftFormat", from: "./definition.ts" },
          doc: "Every form that only what code and vendor differ in can be written in.",
        }),
      },
    ],
  },
  {
    path: "review/export/registry.gen.ts",
    parts: [
      {
        files: ["review/export/kinds/*"],
        write: list("exportFormats", {
          exported: "format",
          type: { name: "ExportFormat", from: "./definition.ts" },
          doc: "Every other tool's form in which access can be written.",
        }),
      },
    ],
  },
  {
    path: "constructs/constructs.gen.ts",
    parts: [
      { files: ["constructs/*"], except: ["index.ts", "l1.ts"], write: reexports },
      { files: ["constructs/patterns/*"], write: reexports },
      { files: ["constructs/policies/*"], write: reexports },
    ],
  },
  {
    path: "constructs/vocabulary.gen.ts",
    parts: [{ files: ["constructs/vocabulary/{vendor}.ts"], write: reexports }],
  },
  {
    path: "constructs/vendor-name.gen.ts",
    parts: [
      {
        files: ["vendors/{vendor}/facts/index.ts"],
        write: nameUnion("VendorName", "The names that the `vendor` prop accepts."),
      },
    ],
  },
];

export async function generate(): Promise<readonly GeneratedFile[]> {
  const vendors = await vendorFolders();
  const files = await Promise.all(registries.map((registry) => generateRegistry(registry, { vendors, source })));
  return files.flat();
}
