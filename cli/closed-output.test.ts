import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { listenForClosedOutput } from "./closed-output.ts";

class Output extends EventEmitter {
  text = "";
  write(text: string): void {
    this.text += text;
  }
}

it.each([
  {
    name: "stdout is full",
    stream: "stdout",
    code: "ENOSPC",
    exit: 2,
    says: "latchkey: cannot write the output (ENOSPC)\n",
  },
  { name: "nobody reads stderr", stream: "stderr", code: "EPIPE", exit: 2, says: "" },
] as const)("ends without a stack trace when $name", ({ stream, code, exit, says }) => {
  const exits: number[] = [];
  const host = { stdout: new Output(), stderr: new Output(), exit: (status: number) => void exits.push(status) };
  listenForClosedOutput(host);
  host[stream].emit("error", Object.assign(new Error(code), { code }));
  expect({ exits, text: host.stderr.text }).toEqual({ exits: [exit], text: says });
});

it("goes on to its exit code when nobody reads stdout", () => {
  const exits: number[] = [];
  const host = { stdout: new Output(), stderr: new Output(), exit: (status: number) => void exits.push(status) };
  listenForClosedOutput(host);
  for (const code of ["EPIPE", "ERR_STREAM_DESTROYED"]) {
    host.stdout.emit("error", Object.assign(new Error(code), { code }));
  }
  expect({ exits, text: host.stderr.text }).toEqual({ exits: [], text: "" });
});
