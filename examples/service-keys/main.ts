import { App, TerraformOutput, TerraformStack } from "cdktf";
import { AccessProvider, arize, Scope, ServiceKey } from "latchkey";

const app = new App();
const stack = new TerraformStack(app, "service-keys");
new AccessProvider(stack, "arize", { vendor: "arize" });

const organization = Scope.fromName(stack, "organization", {
  type: "organization",
  name: process.env["ARIZE_ORGANIZATION"] ?? "acme",
});
const spaceA = Scope.fromName(stack, "space-a", { type: "space", name: "Space A", parent: organization });

const pipeline = new ServiceKey(stack, "Production Data Pipeline", {
  organization,
  spaces: [spaceA],
  role: arize.level.member,
  rotateAfter: "90d",
  overlap: "24h",
  reason: "Ingests into Space A, and into no other space. It also reads public spaces",
});

const qa = new ServiceKey(stack, "QA Environment", {
  organization,
  spaces: [spaceA],
  role: arize.level.readOnly,
  expiresIn: process.env["QA_KEY_EXPIRES_IN"] ?? "30d",
  rotateAfter: "20d",
  overlap: "2d",
});

const chatbot = Scope.fromName(stack, "chatbot", { type: "project", name: "chatbot", parent: spaceA });
qa.addRole(arize.role("Project Editor"), { on: chatbot, reason: "Tries releases of the chatbot" });

new TerraformOutput(stack, "pipeline_key_id", { value: pipeline.id });
new TerraformOutput(stack, "pipeline_key", { value: pipeline.secretFor(stack, "pipeline_key") });
new TerraformOutput(stack, "qa_key", { value: qa.secretFor(stack, "qa_key") });

app.synth();
