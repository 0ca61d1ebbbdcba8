import { type Command, InvalidArgumentError, Option } from "commander";
import { type Announcement, serve, untilAskedToStop } from "#mock-server/server.ts";
import { controlTokenVariable, tokensVariable } from "#mock-server/control/shapes.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { CliCommand, Io } from "../command.ts";
import { isStartedByNpm } from "../npm-parent.ts";
import { readSeedFile } from "../seed-file.ts";

/** One line for a POSIX shell, where a text in single quotes is taken as it is. */
function writeExport(name: string, value: string): string {
  return `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`;
}

/** The variables that the provider, and the vendors' own tools, read. */
function writeExports({ control, vendors }: Announcement): string {
  const lines = Object.entries(vendors).flatMap(([name, { url, token }]) => {
    const connection = vendorFacts[name]?.connection;
    if (connection === undefined) return [];
    return [writeExport(connection.endpointVariable, url), writeExport(connection.tokenVariable, token)];
  });
  return `${lines.join("")}${writeExport("LATCHKEY_MOCK", control)}`;
}

/** What is printed when the mock is ready. */
const forms = {
  json: (announcement: Announcement): string => `${JSON.stringify(announcement)}\n`,
  env: writeExports,
} as const;

interface MockFlags {
  readonly port: number;
  readonly host: string;
  readonly store: string;
  readonly seed?: string;
  readonly token: readonly string[];
  readonly controlToken?: string;
  readonly exitWithParent?: true;
  readonly print: keyof typeof forms;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Expected a number from 0 to 65535.");
}

function addTexts(text: string, texts: readonly string[]): readonly string[] {
  return [...texts, ...text.split(/\s+/).filter((part) => part !== "")];
}

// Not where the flag is parsed: commander quotes the value of an invalid one, and this one is a credential.
function parseTokens(texts: readonly string[]): Readonly<Record<string, string>> {
  const entries = texts.map((text) => {
    const [, vendor, value] = /^([^=]+)=([\x21-\x7e]+)$/.exec(text) ?? [];
    if (vendor !== undefined && value !== undefined) return [vendor, value] as const;
    throw new Error(`invalid token: --token and ${tokensVariable} take VENDOR=VALUE, without spaces in the value`);
  });
  return Object.fromEntries(entries);
}

async function runMock(flags: MockFlags, io: Io): Promise<void> {
  const { port, host, store, token, controlToken, exitWithParent = false } = flags;
  const serving = await serve({
    port,
    host,
    store,
    seed: flags.seed === undefined ? undefined : await readSeedFile(flags.seed),
    tokens: parseTokens(token),
    controlToken,
    warn: (message) => io.err(`latchkey: ${message}\n`),
  });
  const stopped = untilAskedToStop({ inputEnds: exitWithParent, parentDies: isStartedByNpm(process.env) });
  io.out(forms[flags.print](serving.announcement));
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
        .default([], "random")
        .env(tokensVariable)
        .argParser(addTexts),
    )
    .addOption(
      new Option("--control-token <token>", "lets other machines use /_mock with this bearer token").env(
        controlTokenVariable,
      ),
    )
    .addOption(
      new Option("--print <form>", "what to print when ready: one line of JSON, or export lines for a shell")
        .choices(Object.keys(forms))
        .default("json"),
    )
    .addOption(new Option("--exit-with-parent", "exit when standard input ends").hideHelp())
    .addHelpText(
      "after",
      '\nOther users of the machine can read command lines: set tokens by environment variables there, several separated by spaces.\nWhen ready, it prints one line: {"control":URL,"vendors":{VENDOR:{"url":URL,"token":TOKEN}}}\nWith --print env, it prints the variables that the provider reads, as export lines for a shell\nIt exits on SIGINT or SIGTERM.',
    )
    .action((flags: MockFlags) => runMock(flags, io));
}

export const command: CliCommand = { register };
