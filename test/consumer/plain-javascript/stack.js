const { TerraformOutput, TerraformStack } = require("cdktf");
const { AccessProvider, CustomRole, Key, ServiceAccount, signoz } = require("latchkey");

class AccessStack extends TerraformStack {
  constructor(scope, id) {
    super(scope, id);
    new AccessProvider(this, "signoz", { vendor: "signoz" });
    const bot = new ServiceAccount(this, "gannet");
    bot.addRole(signoz.role("signoz-viewer"));
    new CustomRole(this, "gannet-keys", { permissions: [signoz.list("serviceaccount"), signoz.read(bot)] });
    const key = new Key(this, "gannet-key", { serviceAccount: bot, expiresIn: "30d" });
    new TerraformOutput(this, "secret", { value: key.secret, sensitive: true });
  }
}

module.exports = { AccessStack };
