import type { Answered } from "../grpc/call.ts";
import type { Route, Service } from "../grpc/endpoints.ts";
import { routeTo } from "../grpc/endpoints.ts";
import { createGrpcServer } from "../grpc/server.ts";
import { createServerCertificate } from "./certificate.ts";
import type { ConsoleMethods } from "./console.ts";
import { captureConsole, captureOutput } from "./console.ts";
import { formatHandshake, readInvitation } from "./handshake.ts";
import type { Lifetime } from "./lifetime.ts";
import { followTerraform, openLifetime } from "./lifetime.ts";
import type { Log } from "./log.ts";
import { createLog, readLogLevel, silent } from "./log.ts";
import { createGoPluginServices } from "./go-plugin-services.ts";
import { listen } from "./listen.ts";
import type { PluginProcess } from "./plugin-process.ts";
import { formatReattach } from "./reattach.ts";

export interface PluginOptions {
  /** The provider's type, as in `terraform-provider-<name>`. */
  readonly name: string;
  /** "registry.terraform.io/namespace/name". */
  readonly address: string;
  /** Creates the services. Called once, after the handshake, so that loading them does not delay it. */
  readonly services: (log: Log) => readonly Service[] | Promise<readonly Service[]>;
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
  captureConsole(options.console ?? console, log);
  const print = captureOutput(host.stdout, log);
  const lifetime = openLifetime(host);
  followTerraform(host, lifetime, log);
  try {
    const { clientCertificate } = invitation;
    const own = clientCertificate === undefined ? undefined : createServerCertificate();
    const { route, load } = createLateRoute(options, log, () => endSoon(lifetime));
    const server = createGrpcServer({
      route,
      ...(own === undefined || clientCertificate === undefined ? {} : { tls: { ...own, clientCertificate } }),
      onAnswered: (answered) => logAnswer(log, answered),
      onConnectionError: (error) => log.warn("a connection failed", { error }),
    });
    const address = await listen(server, host.env, host.platform);
    lifetime.onEnd(() => address.remove());
    print(formatHandshake({ ...address, certificate: own?.der }, host.env));
    await load();
  } catch (error) {
    lifetime.panic(error);
  }
}

async function serveDebug(options: PluginOptions, host: PluginProcess): Promise<void> {
  const log = openLog(options, host);
  const lifetime = openLifetime(host);
  for (const signal of ["SIGINT", "SIGTERM"]) host.on(signal, () => lifetime.end(0));
  const { route, load } = createLateRoute(options, log, () => undefined);
  const server = createGrpcServer({ route, onAnswered: (answered) => logAnswer(log, answered) });
  const address = await listen(server, host.env, host.platform);
  lifetime.onEnd(() => address.remove());
  await load();
  host.stdout.write(`TF_REATTACH_PROVIDERS='${formatReattach(options.address, host.pid, address)}'\n`);
}

export interface ServedForTests {
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  close(): Promise<void>;
}

/** Serves a provider from within this process, in plain text, to every Terraform that is given `reattach`. */
export async function serveForTests(services: readonly Service[], provider: string): Promise<ServedForTests> {
  const server = createGrpcServer({
    route: routeTo([...createGoPluginServices(silent, () => undefined), ...services]),
  });
  const address = await listen(server, {}, process.platform);
  return {
    reattach: formatReattach(provider, process.pid, address),
    close: async () => {
      await server.close();
      address.remove();
    },
  };
}

function openLog({ name, address }: PluginOptions, host: PluginProcess): Log {
  const write = (line: string) => void host.stderr.write(line);
  const log = createLog({ level: readLogLevel(host.env, name), module: "provider", write, now: () => new Date() });
  return log.with({ tf_provider_addr: address });
}

/** A route that calls wait for until `load` has created the services. */
function createLateRoute({ services }: PluginOptions, log: Log, shutDown: () => void) {
  let resolve: (route: Route) => void = () => undefined;
  const route = new Promise<Route>((settle) => (resolve = settle));
  return {
    route,
    load: async () => resolve(routeTo([...createGoPluginServices(log, shutDown), ...(await services(log))])),
  };
}

// go-plugin waits two seconds for a plugin to exit after Shutdown, for each of the processes that a command starts. Open
// streams are left to break with the socket: a reset stdio stream is logged as an error (grpc_stdio.go), a lost one is not
function endSoon(lifetime: Lifetime): void {
  setImmediate(() => lifetime.end(0));
}

function logAnswer(log: Log, { path, session, status, message, milliseconds }: Answered): void {
  const fields = {
    tf_rpc: path.slice(path.lastIndexOf("/") + 1),
    tf_req_duration_ms: Math.round(milliseconds),
    connection: session.id,
    status,
  };
  if (status === "OK") log.trace("answered", fields);
  else log.debug("answered", { ...fields, error: message });
}
