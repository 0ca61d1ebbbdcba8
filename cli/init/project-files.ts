import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { Project, ProjectFile } from "./project.ts";
import { writeReadme } from "./readme.ts";

const terminal = "@cdktf/node-pty-prebuilt-multiarch";

/** The versions that were tried together, with Node 20, 22 and 24. */
function writeManifest({ name, latchkey }: Project): string {
  const manifest = {
    name,
    private: true,
    type: "module",
    scripts: {
      synth: "cdktf synth",
      diff: "cdktf diff access",
      deploy: "cdktf deploy access",
      test: "vitest run",
      check: "tsc",
    },
    dependencies: { cdktf: "0.21.0", constructs: "10.7.2", latchkey },
    devDependencies: {
      // The library that cdktf-cli asks for has no build for Node 24.
      [terminal]: "npm:@lydell/node-pty@1.1.0",
      "@types/node": "20.19.25",
      "cdktf-cli": "0.21.0",
      tsx: "4.23.15",
      typescript: "5.9.3",
      vitest: "4.1.12",
    },
    overrides: { [terminal]: `$${terminal}` },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const compiler = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  },
  exclude: ["node_modules", "cdktf.out"],
};

function writeCdktf({ name }: Project): string {
  const settings = { language: "typescript", app: "npx tsx main.ts", projectId: name, sendCrashReports: "false" };
  return `${JSON.stringify({ ...settings, terraformProviders: [], terraformModules: [] }, null, 2)}\n`;
}

const main = `import { App } from "cdktf";
import { AccessStack } from "./stack.ts";

const app = new App();
new AccessStack(app, "access");
app.synth();
`;

/** States and plans hold secrets in clear. */
const ignored = `node_modules
cdktf.out
terraform.*.tfstate*
*.tfplan
plan.json
.terraform
mock.env
`;

/** The files that every project has, whatever its vendor. */
export function listProjectFiles(project: Project, facts: VendorFacts): readonly ProjectFile[] {
  return [
    { path: "package.json", text: writeManifest(project) },
    { path: "tsconfig.json", text: `${JSON.stringify(compiler, null, 2)}\n` },
    { path: "cdktf.json", text: writeCdktf(project) },
    { path: "main.ts", text: main },
    { path: ".gitignore", text: ignored },
    { path: "README.md", text: writeReadme(project, facts) },
  ];
}
