import { writeSync } from "node:fs";
import { createServerCertificate } from "./certificate.ts";
import type { OpenPlugin } from "./answer.ts";
import { ConnectionQueue } from "./connection-queue.ts";
import type { ConsoleMethods } from "./console.ts";
import { captureConsole, captureOutput } from "./console.ts";
import { formatHandshake, readInvitation } from "./handshake.ts";
import type { Lifetime } from "./lifetime.ts";
import { followTerraform, openLifetime, surviveLostReader } from "./lifetime.ts";
import type { Log } from "./log.ts";
import { createLog, readLogLevel } from "./log.ts";
import { listen } from "./listen.ts";
import type { PluginProcess } from "./plugin-process.ts";
import { formatReattach } from "./reattach.ts";

export interface PluginOptions {
  /** The provider's type, as in `terraform-provider-<name>`. */
  readonly name: string;
  /** "registry.terraform.io/namespace/name". */
  readonly address: string;
  /**
   * Answers the calls with `answerCalls`. Called once, when Terraform has the address: Terraform waits for that, so all that
   * a plugin needs for its answers is best loaded here.
   */
  readonly answer: (plugin: OpenPlugin) => unknown;
  /** @default Node's own `process` */
  readonly process?: PluginProcess;
  /** The console whose output becomes log lines. @default the global `console` */
  readonly console?: ConsoleMethods;
}

/**
 * Serves a provider to the Terraform that started this process, or, with `-debug`, to every Terraform that is given the
 * TF_REATTACH_PROVIDERS that it prints. Returns when it listens; the process ends when Terraform says so.
 */
export async function servePlugin(options: PluginOptions): Promise<void> {
  const host: PluginProcess = options.process ?? process;
  if (host.argv.some((argument) => argument === "-debug" || argument === "--debug")) return serveDebug(options, host);
  const invitation = readInvitation(host.env, options.name);
  if (invitation.kind === "refused") {
    host.stderr.write(`${invitation.message}\n`);
    return host.exit(1);
  }
  const log = openLog(options, host);
  const lifetime = openLifetime(host);
  try {
    // Before the line: Terraform may be interrupted as soon as it has read it.
    followTerraform(host, lifetime, log);
    const { clientCertificate } = invitation;
    const own = clientCertificate === undefined ? undefined : createServerCertificate();
    const connections = new ConnectionQueue();
    const address = await listen(connections, host.env, host.platform);
    lifetime.onEnd(() => address.remove());
    printFirst(formatHandshake({ ...address, certificate: own?.der }, host.env), options);
    // Terraform waits no longer: all that can come later comes after.
    surviveLostReader(host);
    captureConsole(options.console ?? console, log);
    captureOutput(host.stdout, log);
    const tls = own === undefined || clientCertificate === undefined ? undefined : { ...own, clientCertificate };
    const { onLeave } = lifetime;
    await options.answer({ connections, tls, log, shutDown: () => endSoon(lifetime), onLeave });
  } catch (error) {
    lifetime.panic(error);
  }
}

async function serveDebug(options: PluginOptions, host: PluginProcess): Promise<void> {
  const log = openLog(options, host);
  const lifetime = openLifetime(host);
  for (const signal of ["SIGINT", "SIGTERM"]) host.on(signal, () => lifetime.leave());
  const connections = new ConnectionQueue();
  const address = await listen(connections, host.env, host.platform);
  lifetime.onEnd(() => address.remove());
  const { onLeave } = lifetime;
  await options.answer({ connections, tls: undefined, log, shutDown: () => undefined, onLeave });
  host.stdout.write(`TF_REATTACH_PROVIDERS='${formatReattach(options.address, host.pid, address)}'\n`);
}

function openLog({ name, address }: PluginOptions, host: PluginProcess): Log {
  const write = (line: string) => void host.stderr.write(line);
  const log = createLog({ level: readLogLevel(host.env, name), module: "provider", write, now: () => new Date() });
  return log.with({ tf_provider_addr: address });
}

// Node opens its stdout when it is first used, which takes longer than the rest of the handshake.
function printFirst(line: string, { process: host }: PluginOptions): void {
  if (host === undefined) writeSync(1, line);
  else host.stdout.write(line);
}

// go-plugin waits two seconds for a plugin to exit after Shutdown, for each of the processes that a command starts. Open
// streams are left to break with the socket: a reset stdio stream is logged as an error (grpc_stdio.go), a lost one is not.
// The answer is written at the end of this turn of the event loop, so the process ends in the next one
function endSoon(lifetime: Lifetime): void {
  setImmediate(() => setImmediate(() => lifetime.leave()));
}
