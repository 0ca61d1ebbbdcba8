import { describe, expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { type Printed, runCommand } from "./testing/run-command.ts";

const lines = (...args: readonly string[]): Promise<Printed> => runCommand(args);

describe("latchkey", () => {
  it("prints its version and its commands to stdout", async () => {
    for (const flag of ["--version", "-v"])
      expect(await lines(flag)).toEqual({ code: 0, out: `${manifest.version}\n`, err: "" });
    const help = await lines("--help");
    expect(help.code).toBe(0);
    expect(help.out).toContain("mock");
    expect(help.out).toContain("Exit codes: 0 success");
  });

  it.each([
    { name: "an unknown command", args: ["mok"], says: "unknown command" },
    { name: "an unknown option", args: ["mock", "--prot", "1"], says: "--port" },
    { name: "an invalid port", args: ["mock", "--port", "70000"], says: "0 to 65535" },
    { name: "a token without a vendor", args: ["mock", "--token", "secret"], says: "VENDOR=VALUE" },
    { name: "an unknown vendor", args: ["mock", "--port", "0", "--token", "acme=x"], says: "acme" },
    { name: "a wide host", args: ["mock", "--port", "0", "--host", "0.0.0.0"], says: "--control-token" },
  ])("fails with 2 on $name, on stderr", async ({ args, says }) => {
    const { code, out, err } = await lines(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(says);
  });
});
