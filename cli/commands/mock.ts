import { type Command, InvalidArgumentError, Option } from "commander";
import { serve, untilAskedToStop } from "#mock-server/server.ts";
import type { CliCommand, Io } from "../command.ts";

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly store: string;
  readonly seed?: string;
  readonly token: Readonly<Record<string, string>>;
  readonly controlToken?: string;
  readonly exitWithParent?: true;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Expected a number from 0 to 65535.");
}

function addToken(text: string, tokens: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [, vendor, value] = /^([^=]+)=([\x21-\x7e]+)$/.exec(text) ?? [];
  if (vendor === undefined || value === undefined) {
    throw new InvalidArgumentError("Expected VENDOR=VALUE, without spaces in the value.");
  }
  return { ...tokens, [vendor]: value };
}

async function runMock(flags: MockFlags, io: Io): Promise<void> {
  const { port, host, store, seed, token, controlToken, exitWithParent = false } = flags;
  const serving = await serve({
    port,
    host,
    store,
    seedFile: seed,
    tokens: token,
    controlToken,
    warn: (message) => io.err(`latchkey: ${message}\n`),
  });
  const stopped = untilAskedToStop(exitWithParent);
  io.out(`${JSON.stringify(serving.announcement)}\n`);
  await stopped;
  await serving.stop();
}

function register(program: Command, io: Io): void {
  program
    .command("mock")
    .description("Run the vendors' access APIs on this machine.")
    .addOption(new Option("--port <n>", "port to listen on; 0 picks a free one").default(4010).argParser(parsePort))
    .option("--host <address>", "address to listen on; other machines need --control-token", "127.0.0.1")
    .option("--store <memory|file>", "where data is kept: memory, or a file that outlives the process", "memory")
    .option("--seed <file>", "JSON file with the initial data")
    .addOption(
      new Option("--token <vendor=value>", "administrator's token for a vendor; repeatable")
        .default({}, "random")
        .argParser(addToken),
    )
    .option("--control-token <token>", "lets other machines use /_mock with this bearer token")
    .addOption(new Option("--exit-with-parent", "exit when standard input ends").hideHelp())
    .addHelpText(
      "after",
      '\nWhen ready, it prints one line: {"control":URL,"vendors":{VENDOR:{"url":URL,"token":TOKEN}}}\nIt exits on SIGINT or SIGTERM.',
    )
    .action((flags: MockFlags) => runMock(flags, io));
}

export const command: CliCommand = { register };
