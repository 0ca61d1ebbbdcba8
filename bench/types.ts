import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { measure, timed } from "./support/measure.ts";

const { folder: root } = findPackage(import.meta.dirname);

const lines = 1_000;

const inConstructs = (index: number): readonly string[] => [
  `const account${index} = new ServiceAccount(stack, "account-${index}");`,
  `const role${index} = new CustomRole(stack, "role-${index}", {`,
  `  permissions: [signoz.read("dashboard"), signoz.attach(account${index})],`,
  "});",
  `account${index}.addRole(signoz.role("signoz-viewer"));`,
  `account${index}.addRole(role${index}, { reason: "Reads dashboards" });`,
  `new Key(stack, "key-${index}", { serviceAccount: account${index}, expiresIn: "90d" });`,
];

const byHand = (index: number): readonly string[] => [
  `const account${index} = new ServiceAccount(stack, "account-${index}", { name: "account-${index}" });`,
  `const role${index} = new Role(stack, "role-${index}", {`,
  `  name: "role-${index}",`,
  "  permissions: [",
  `    { action: "read", resource: "dashboard" },`,
  `    { action: "attach", resource: "serviceaccount", selectors: [account${index}.id] },`,
  "  ],",
  "});",
  `new RoleBinding(stack, "viewer-${index}", { roleId: viewer.id, serviceAccountId: account${index}.id });`,
  `new RoleBinding(stack, "binding-${index}", { roleId: role${index}.id, serviceAccountId: account${index}.id });`,
  `new Key(stack, "key-${index}", { name: "key-${index}", serviceAccountId: account${index}.id, expiresIn: "90d" });`,
];

const head = (names: string, from: string): readonly string[] => [
  'import { TerraformStack, Testing } from "cdktf";',
  `import { ${names} } from "${from}";`,
  'const stack = new TerraformStack(Testing.app(), "bench");',
  'new AccessProvider(stack, "signoz", { vendor: "signoz" });',
];

/** The same resources: the constructs fill the lines. */
function writePrograms(): { readonly ours: string; readonly theirs: string } {
  const ourHead = head("AccessProvider, CustomRole, Key, ServiceAccount, signoz", "latchkey");
  const theirHead = [
    ...head("AccessProvider, DataAccessRole, Key, Role, RoleBinding, ServiceAccount", "latchkey/l1"),
    'const viewer = new DataAccessRole(stack, "viewer", { name: "signoz-viewer" });',
  ];
  const count = Math.ceil((lines - ourHead.length) / inConstructs(0).length);
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    ours: [...ourHead, ...indexes.flatMap(inConstructs)].join("\n"),
    theirs: [...theirHead, ...indexes.flatMap(byHand)].join("\n"),
  };
}

const settings = {
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  },
};

async function writeProject(folder: string, program: string): Promise<void> {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await symlink(root, join(folder, "node_modules", "latchkey"));
  for (const name of ["cdktf", "constructs", "@types"]) {
    await symlink(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  await writeFile(join(folder, "main.ts"), program);
}

function compile(folder: string): Promise<number> {
  return timed(() => execFileSync(join(root, "node_modules", ".bin", "tsc"), [], { cwd: folder, stdio: "inherit" }));
}

/** What the types of the constructs cost the compiler over those of the bindings. */
export async function benchTypes(): Promise<void> {
  if (!existsSync(join(root, "dist", "cdktf", "index.d.cts")))
    execFileSync(process.execPath, ["--import", "tsx", "scripts/build-types.ts"], { cwd: root });
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  const programs = writePrograms();
  try {
    await writeProject(join(folder, "ours"), programs.ours);
    await writeProject(join(folder, "theirs"), programs.theirs);
    await measure({
      name: `tsc of a stack of ${lines} lines, against the bindings by hand`,
      ours: () => compile(join(folder, "ours")),
      theirs: () => compile(join(folder, "theirs")),
      rounds: 7,
      bar: { kind: "atMost", ratio: 1.3 },
      unit: "ms",
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
