import { echoService } from "../../grpc/testing/echo-service.ts";
import { answerCalls } from "../answer.ts";
import { servePlugin } from "../serve.ts";

void servePlugin({
  name: "fixture",
  address: "example.com/test/fixture",
  answer: (plugin) => {
    console.log("printed while loading");
    process.stdout.write("written while loading\n");
    const echo = echoService({
      repeat: ({ text }) => {
        if (text === "crash") setImmediate(() => failLater());
        return { text: String(process.pid) };
      },
    });
    answerCalls(plugin, [echo]);
  },
});

function failLater(): void {
  throw new Error("kaboom");
}
