const { App } = require("cdktf");
const { AccessStack } = require("./stack.js");

const app = new App();
new AccessStack(app, "consumer");
app.synth();
