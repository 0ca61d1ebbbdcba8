// The directions between the parts, as docs/architecture.md draws them. A law test holds that each rule matches modules.
const tests = "[.](test|test-d|bench)[.]ts$";

/** Each part, and what it may import besides itself. */
const mayImport = {
  platform: [],
  "access/schema": [],
  "access/model": ["access/schema"],
  "access/graph": ["access/model", "access/schema"],
  "vendors/[^/]+/facts/data": [],
  "vendors/shared": ["access/model", "access/schema"],
  "access/guard": ["access/schema", "access/model", "access/graph"],
  "terraform/plugin": ["access/schema"],
  "terraform/provider": [
    "platform",
    "access/schema",
    "access/model",
    "access/graph",
    "access/guard",
    "terraform/plugin",
    "vendors",
    "connection",
  ],
  connection: ["platform", "access/schema", "access/model", "vendors"],
  constructs: [
    "platform",
    "access/schema",
    "access/model",
    "vendors/[^/]+/facts",
    "vendors/facts-registry",
    "vendors/definitions",
    "review/built",
  ],
  "mock-server": ["platform", "vendors/[^/]+/facts/data", "vendors/[^/]+/wire"],
  testing: ["platform", "constructs", "mock-server/control/shapes", "review/built"],
  review: [
    "access/schema",
    "access/model",
    "access/graph",
    "constructs/adoption",
    "vendors/facts-registry",
    "vendors/graph-facts-registry",
    "vendors/definitions",
  ],
  cli: [
    "platform",
    "constructs",
    "mock-server",
    "vendors",
    "connection",
    "review",
    "access/guard",
    "access/graph",
    "access/model",
    "access/schema",
  ],
};

const everyPart =
  "^(platform|access|vendors|terraform|constructs|connection|mock-server|testing|cli|review|scripts|examples|test|bench)/";

const parts = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name.replaceAll("/", "-").replace("[^-]+", "x")}-imports`,
  severity: "error",
  comment: `${name} imports only: ${["itself", ...allowed].join(", ")}`,
  from: { path: `^${name}/`, pathNot: tests },
  to: { path: everyPart, pathNot: [name, ...allowed].map((other) => `^${other}(/|[.]|$)`) },
}));

module.exports = {
  forbidden: [
    ...parts,
    {
      name: "vendor-facts-imports",
      severity: "error",
      comment:
        "A vendor's facts import access, and the facts of the same vendor: never its client, nor another vendor.",
      from: { path: "^vendors/([^/]+)/facts/", pathNot: tests },
      to: { path: everyPart, pathNot: "^(access/|vendors/$1/facts/)" },
    },
    {
      name: "vendor-wire-imports",
      severity: "error",
      comment: "The wire of a vendor is what both the client and the mock read: it holds shapes and data.",
      from: { path: "^vendors/([^/]+)/wire/", pathNot: tests },
      to: { path: everyPart, pathNot: "^vendors/($1/(wire|facts/data)|shared/wire)/" },
    },
    {
      name: "vendor-imports",
      severity: "error",
      comment: "A vendor imports its own folder, vendors/shared and access.",
      from: { path: "^vendors/([^/]+)/(?!facts/|wire/)", pathNot: tests },
      to: { path: everyPart, pathNot: "^(access/|vendors/($1|shared)/)" },
    },
    {
      name: "delivery-alone-imports-platform",
      severity: "error",
      comment: "Of the constructs, only the delivery reads and writes files.",
      from: { path: "^constructs/(?!delivery/)", pathNot: tests },
      to: { path: "^platform/" },
    },
    {
      name: "nobody-imports-entries",
      severity: "error",
      comment:
        "The provider and the command are entered by their users alone; scripts read what the pages are made from.",
      from: { pathNot: `(${tests}|^(terraform/provider|cli|scripts|test|bench)/)` },
      to: { path: "^(terraform/provider|cli)/" },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-to-unresolvable",
      severity: "error",
      // A consumer's packages are in its own folder, once it is installed.
      from: { pathNot: "^test/consumer/" },
      to: { couldNotResolve: true, pathNot: "^latchkey(/|$)" },
    },
    {
      name: "no-tests-in-source",
      severity: "error",
      from: { pathNot: "([.]test[.]ts$|^test/|^bench/)" },
      to: { path: "([.]test[.]ts$|^test/)" },
    },
    {
      name: "no-test-support-in-source",
      severity: "error",
      comment: "What testing/ folders hold is for tests.",
      from: { pathNot: "([.](test|test-d|bench)[.]ts$|(^|/)testing/|^(test|bench|scripts)/)" },
      to: { path: "/testing/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    // Without tsConfig: its resolver would take the package "constructs" for the folder of that name.
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|dist|cdktf[.]out)/|^test/fixtures/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
