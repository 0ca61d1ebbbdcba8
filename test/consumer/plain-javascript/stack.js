const { TerraformOutput, TerraformStack } = require("cdktf");
const { AccessProvider, CustomRole, Key, ServiceAccount, signoz } = require("latchkey");

class AccessStack extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new AccessProvider(this, "signoz", { vendor: "signoz" });
    this.gannet = new ServiceAccount(this, "gannet");
    this.gannet.addRole(signoz.role("signoz-viewer"));
    new CustomRole(this, "gannet-keys", { permissions: [signoz.list("serviceaccount"), signoz.read(this.gannet)] });
    const key = new Key(this, "gannet-key", { serviceAccount: this.gannet, expiresIn: "30d" });
    new TerraformOutput(this, "secret", { value: key.secretFor(this, "secret"), sensitive: true });
  }
}

module.exports = { AccessStack };
