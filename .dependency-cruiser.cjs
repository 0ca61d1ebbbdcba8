// The directions between the parts, as CONTRIBUTING.md draws them.
const part = (name) => `^${name}/`;

/** Each part, and what it may import besides itself. */
const mayImport = {
  "access/schema": [],
  "access/model": ["access/schema"],
  "vendors/[^/]+/facts": ["access/model", "access/schema"],
  "vendors/shared": ["access/model", "access/schema"],
  "terraform/plugin": ["access/schema"],
  "terraform/provider": ["access/schema", "access/model", "terraform/plugin", "vendors"],
  constructs: ["access/schema", "access/model", "vendors/[^/]+/facts", "vendors/facts-registry", "vendors/definitions"],
  "mock-server": ["vendors/[^/]+/facts", "vendors/[^/]+/wire"],
  testing: ["mock-server/control/shapes"],
  cli: ["mock-server", "vendors", "access/model", "access/schema"],
};

const parts = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name.replaceAll("/", "-").replace("[^-]+", "x")}-imports`,
  severity: "error",
  comment: `${name} imports only: ${["itself", ...allowed].join(", ")}`,
  from: { path: part(name), pathNot: "[.](test|test-d|bench)[.]ts$" },
  to: {
    path: "^(access|vendors|terraform|constructs|mock-server|testing|cli|review|scripts|examples|test|bench)/",
    pathNot: [name, ...allowed].map((other) => `^${other}(/|[.]|$)`),
  },
}));

module.exports = {
  forbidden: [
    ...parts,
    {
      name: "vendor-imports",
      severity: "error",
      comment: "A vendor imports its own folder, vendors/shared, model and schema.",
      from: { path: "^vendors/([^/]+)/(?!facts/)", pathNot: "[.]test[.]ts$" },
      to: {
        path: "^(vendors|terraform|constructs|mock-server|testing|cli|review|scripts)/",
        pathNot: "^vendors/($1|shared)/",
      },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "not-to-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^latchkey(/|$)" },
    },
    {
      name: "no-tests-in-source",
      severity: "error",
      from: { pathNot: "([.]test[.]ts$|^test/|^bench/)" },
      to: { path: "([.]test[.]ts$|^test/)" },
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
