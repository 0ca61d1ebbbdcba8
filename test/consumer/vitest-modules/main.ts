import { App } from "cdktf";
import { AccessStack } from "./stack.ts";

const app = new App();
new AccessStack(app, "consumer");
app.synth();
