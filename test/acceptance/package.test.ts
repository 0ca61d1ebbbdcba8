import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createQuietEnvironment, findTerraform } from "#terraform/plugin/testing/terraform-binary.ts";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "latchkey-package-"));
const modules = join(folder, "node_modules");
let tarball: string;

function bin(name: string): string {
  return join(root, "node_modules", ".bin", name);
}

beforeAll(() => {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  tarball = join(folder, String(name));
  mkdirSync(join(modules, "latchkey"), { recursive: true });
  execFileSync("tar", ["xzf", tarball, "--strip-components=1", "-C", join(modules, "latchkey")]);
  for (const dependency of ["cdktf", "cdktn", "constructs", "zod", "@types"]) {
    symlinkSync(join(root, "node_modules", dependency), join(modules, dependency));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const app = `
import { App, TerraformStack, Testing } from "cdktf";
import { AccessProvider, CustomRole, ServiceAccount, signoz } from "latchkey";

const stack = new TerraformStack(Testing.app(), "consumer");
new AccessProvider(stack, "signoz", { vendor: "signoz" });
const bot = new ServiceAccount(stack, "gannet");
bot.addRole(signoz.role("signoz-viewer"));
new CustomRole(stack, "gannet-role", { permissions: [signoz.read("dashboard"), signoz.attach(bot)] });
console.log(Testing.synth(stack, true));
export type Unused = App;
`;

const programs = [
  { name: "CDKTF", code: app },
  { name: "CDK Terrain", code: app.replace('"cdktf"', '"cdktn"').replace('"latchkey"', '"latchkey/cdktn"') },
];

const options = ["--strict", "--skipLibCheck", "--target", "es2022", "--noEmit", "--types", "node"];

describe("the packed package", () => {
  it.each(programs)(
    "is required by plain CommonJS and imported by an ES module, and synthesizes: $name",
    ({ code }) => {
      const common = code
        .replace(/import \{(.+)\} from "(.+)";/g, 'const {$1} = require("$2");')
        .replace(/^export type.*$/m, "");
      writeFileSync(join(folder, "app.cjs"), common);
      writeFileSync(
        join(folder, "app.mjs"),
        code.replace("App, TerraformStack, Testing", "TerraformStack, Testing").replace(/^export type.*$/m, ""),
      );
      for (const file of ["app.cjs", "app.mjs"]) {
        const { stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
        expect(stderr).toBe("");
        expect(stdout).toContain('"access_role_binding"');
      }
    },
  );

  it.each([
    {
      name: "CommonJS without exports, as the cdktf template resolves",
      file: "template.ts",
      module: ["--module", "commonjs"],
    },
    { name: "CommonJS", file: "consumer.cts", module: ["--module", "node16"] },
    { name: "an ES module", file: "consumer.mts", module: ["--module", "nodenext"] },
    { name: "a bundler", file: "consumer.ts", module: ["--module", "esnext", "--moduleResolution", "bundler"] },
  ])("has types for $name", ({ file, module }) => {
    const files = programs.map(({ code }, index) => {
      const path = file.replace(/(?=[.])/, String(index));
      writeFileSync(join(folder, path), code);
      return path;
    });
    const { stdout } = spawnSync(bin("tsc"), [...options, ...module, ...files], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
  });

  it.each(["require", "import"])("says first what is wrong, above the user's own line: by %s", (form) => {
    const load = (name: string, from: string): string =>
      form === "import" ? `import ${name} from "${from}";` : `const ${name} = require("${from}");`;
    const file = form === "import" ? "fault.mjs" : "fault.cjs";
    const program = `${load("{ TerraformStack, Testing }", "cdktf")}
${load("{ AccessError, AccessProvider, ServiceAccount }", "latchkey")}
const stack = new TerraformStack(Testing.app(), "consumer");
new AccessProvider(stack, "signoz", { vendor: "signoz" });
try { new ServiceAccount(stack, "gannet", { name: "No Blanks" }); } catch (error) { if (!(error instanceof AccessError)) throw 1; }
new ServiceAccount(stack, "petrel", { name: "No Blanks" });
`;
    writeFileSync(join(folder, file), program);
    const { stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
    expect(stderr).toMatch(/^AccessError: consumer\/petrel: SigNoz service account: `name` is "No Blanks"/);
    expect(stderr).toContain(`${file}:6:`);
  });

  it("does not compile a verb that the resource does not have", () => {
    writeFileSync(join(folder, "wrong.cts"), app.replace('signoz.read("dashboard")', 'signoz.attach("dashboard")'));
    const { stdout } = spawnSync(bin("tsc"), [...options, "--module", "node16", "wrong.cts"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout).toContain("wrong.cts");
    expect(stdout).toContain('"dashboard"');
  });

  it("passes publint and attw", async () => {
    const { messages } = await publint({ pkgDir: join(modules, "latchkey"), strict: true });
    // publint guesses a format by lines that begin with `import` or `export`: a wrapped message in the bundle may be one.
    // And it takes no first line but Node's own, where the provider begins as a shell script that looks for Node.
    const isGuess = ({ code, path }: (typeof messages)[number]): boolean =>
      /^(?:FILE_INVALID|BIN_FILE_NOT_EXECUTABLE)/.test(code) && path.join(".") === "bin.terraform-provider-access";
    expect(messages.filter((message) => !isGuess(message))).toStrictEqual([]);
    const attw = spawnSync(bin("attw"), [tarball], { encoding: "utf8" });
    expect(attw.status, attw.stdout).toBe(0);
  });

  it("serves the mock without Fastify beside it", async () => {
    const program = `
      const { startMock } = require("latchkey/testing");
      startMock().then(async (mock) => {
        const answer = await fetch(mock.vendors.signoz.url + "/api/v1/health");
        console.log(answer.status);
        await mock.stop();
      });`;
    writeFileSync(join(folder, "mock.cjs"), program);
    const { stdout, stderr } = spawnSync(process.execPath, ["mock.cjs"], { cwd: folder, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: "200\n", stderr: "" });
  });

  it.each(["cli.mjs", "provider/answer.cjs"])("carries the licences of what is in %s", (name) => {
    const text = readFileSync(join(modules, "latchkey", "dist", name), "utf8");
    expect(text).toMatch(/\nzod \d+\.\d+\.\d+ \(MIT\)\n\nMIT License\n/);
    expect(text.trimEnd().endsWith("*/")).toBe(true);
  });

  it("has the commands, and nothing that was not built", () => {
    const cli = join(modules, "latchkey", "dist", "cli.mjs");
    expect(spawnSync(process.execPath, [cli, "--help"], { encoding: "utf8" }).stdout).toContain("latchkey");
    const files = execFileSync("tar", ["tzf", tarball], { encoding: "utf8" }).split("\n").filter(Boolean);
    const packed = /^package\/(?:dist\/|docs\/|examples\/|(?:package\.json|action\.yml|[A-Z]+\.md|LICENSE)$)/;
    expect(files.filter((file) => !packed.test(file))).toEqual([]);
  });

  it.each(["README.md", "SECURITY.md", "CONTRIBUTING.md", "docs/install.md", "docs/provider.md", "docs/vendors.md"])(
    "has what %s links to",
    (page) => {
      const text = readFileSync(join(modules, "latchkey", page), "utf8");
      const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link = ""]) => link);
      const dead = links.filter((link) => !existsSync(join(modules, "latchkey", page, "..", link)));
      expect(dead).toEqual([]);
    },
  );

  it("is laid for plain HCL by the commands of docs/install.md", () => {
    const guide = readFileSync(join(root, "docs", "install.md"), "utf8");
    const [, commands = ""] = /```sh\n(npm install --no-save [\s\S]*?)^```$/m.exec(guide) ?? [];
    // What npm would install is there already.
    const steps = commands.replace(/^npm install .*$/m, "");
    const bins = join(modules, ".bin");
    mkdirSync(bins);
    chmodSync(join(modules, "latchkey", "dist", "cli.mjs"), 0o755);
    symlinkSync(join("..", "latchkey", "dist", "cli.mjs"), join(bins, "latchkey"));
    const binary = findTerraform(process.env);
    const terraform = typeof binary === "string" ? "" : binary.path;
    const env = { ...createQuietEnvironment(process.env), HOME: folder };
    const ran = spawnSync("sh", ["-euc", steps], { cwd: folder, env, encoding: "utf8" });
    expect(ran.stdout + ran.stderr).toContain("Terraform has been successfully initialized!");
    const schema = spawnSync(terraform, ["providers", "schema", "-json"], { cwd: folder, env, encoding: "utf8" });
    expect(schema.stdout).toContain("access_service_account");
  });
});
