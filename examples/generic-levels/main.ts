import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, CustomRole, inkit, Key, ServiceAccount } from "latchkey";

const app = new App();
const stack = new TerraformStack(app, "generic-levels");
new AccessProvider(stack, "inkit", { vendor: "inkit" });

const sees = new CustomRole(stack, "level-1", {
  name: "Level 1: sees",
  permissions: [inkit.permission("accounts.retrieve"), inkit.permission("users.retrieve")],
});
const files = new CustomRole(stack, "level-2", {
  name: "Level 2: files",
  permissions: [inkit.permission("folders.create"), inkit.permission("folders.update")],
});
const clears = new CustomRole(stack, "level-3", {
  name: "Level 3: clears",
  permissions: [inkit.permission("folders.delete")],
});

const levels = { dashboard: [sees], importer: [sees, files], retention: [sees, files, clears] };

for (const [system, roles] of Object.entries(levels)) {
  const account = new ServiceAccount(stack, system);
  for (const role of roles) account.addRole(role);
  const key = new Key(stack, `${system}-key`, { serviceAccount: account });
  new TerraformOutput(stack, `${system}_key`, { value: key.secretFor(stack, `${system}_key`) });
}

app.synth();
