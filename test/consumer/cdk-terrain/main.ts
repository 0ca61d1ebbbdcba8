import { App } from "cdktn";
import { AccessStack } from "./stack.ts";

const app = new App();
new AccessStack(app, "consumer");
app.synth();
