import { echoService } from "../../grpc/testing/echo-service.ts";
import { servePlugin } from "../serve.ts";

void servePlugin({
  name: "fixture",
  address: "example.com/test/fixture",
  services: () => {
    console.log("printed while loading");
    process.stdout.write("written while loading\n");
    return [
      echoService({
        repeat: ({ text }) => {
          if (text === "crash") setImmediate(() => failLater());
          return { text: String(process.pid) };
        },
      }),
    ];
  },
});

function failLater(): void {
  throw new Error("kaboom");
}
