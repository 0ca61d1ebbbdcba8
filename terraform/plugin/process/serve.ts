import type { Answered } from "../grpc/call.ts";
import type { Route, Service } from "../grpc/endpoints.ts";
import { routeTo } from "../grpc/endpoints.ts";
import { createGrpcServer } from "../grpc/server.ts";
import { createServerCertificate } from "./certificate.ts";
import type { ConsoleMethods } from "./console.ts";
import { captureConsole, captureOutput } from "./console.ts";
import { handshakeLine, readInvitation } from "./handshake.ts";
import type { Lifetime } from "./lifetime.ts";
import { followTerraform, lifetimeOf } from "./lifetime.ts";
import type { Log } from "./log.ts";
import { createLog, logLevel, silent } from "./log.ts";
import { ownServices } from "./own-services.ts";
import { listen } from "./place.ts";
import type { PluginProcess } from "./plugin-process.ts";
import { reattachValue } from "./reattach.ts";

export interface PluginOptions {
  /** The provider's type, as in `terraform-provider-<name>`. */
  readonly name: string;
  /** "registry.terraform.io/namespace/name". */
  readonly address: string;
  /** Makes what is served beside go-plugin's own services. Called once, when Terraform knows where to connect already. */
  readonly services: (log: Log) => readonly Service[] | Promise<readonly Service[]>;
  /** @default Node's own `process` */
  readonly process?: PluginProcess;
  /** Whose methods are turned into log lines. @default the global `console` */
  readonly console?: ConsoleMethods;
}

/**
 * Serves a provider to the Terraform that has started this process, or, with `-debug` among the arguments, to any that is
 * given the TF_REATTACH_PROVIDERS that it prints. Returns when it listens; the process ends by itself when Terraform says so.
 */
export async function servePlugin(options: PluginOptions): Promise<void> {
  const host: PluginProcess = options.process ?? process;
  if (host.argv.some((argument) => argument === "-debug" || argument === "--debug")) return serveDebug(options, host);
  const invitation = readInvitation(host.env, options.name);
  if (invitation.kind === "refused") {
    host.stderr.write(`${invitation.message}\n`);
    return host.exit(1);
  }
  const log = logOf(options, host);
  captureConsole(options.console ?? console, log);
  const print = captureOutput(host.stdout, log);
  const lifetime = lifetimeOf(host);
  followTerraform(host, lifetime, log);
  try {
    const { clientCertificate } = invitation;
    const own = clientCertificate === undefined ? undefined : createServerCertificate();
    const { route, load } = lateRoute(options, log, () => endSoon(lifetime));
    const server = createGrpcServer({
      route,
      ...(own === undefined || clientCertificate === undefined ? {} : { tls: { ...own, clientCertificate } }),
      onAnswered: (answered) => logAnswer(log, answered),
      onConnectionError: (error) => log.warn("a connection failed", { error }),
    });
    const place = await listen(server, host.env, host.platform);
    lifetime.onEnd(() => place.remove());
    print(handshakeLine({ ...place, certificate: own?.der }, host.env));
    await load();
  } catch (error) {
    lifetime.panic(error);
  }
}

async function serveDebug(options: PluginOptions, host: PluginProcess): Promise<void> {
  const log = logOf(options, host);
  const lifetime = lifetimeOf(host);
  for (const signal of ["SIGINT", "SIGTERM"]) host.on(signal, () => lifetime.end(0));
  const { route, load } = lateRoute(options, log, () => undefined);
  const server = createGrpcServer({ route, onAnswered: (answered) => logAnswer(log, answered) });
  const place = await listen(server, host.env, host.platform);
  lifetime.onEnd(() => place.remove());
  await load();
  host.stdout.write(`TF_REATTACH_PROVIDERS='${reattachValue(options.address, host.pid, place)}'\n`);
}

export interface ServedForTests {
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  close(): Promise<void>;
}

/** Serves a provider from within this process, in plain text, to every Terraform that is given `reattach`. */
export async function serveForTests(services: readonly Service[], address: string): Promise<ServedForTests> {
  const server = createGrpcServer({ route: routeTo([...ownServices(silent, () => undefined), ...services]) });
  const place = await listen(server, {}, process.platform);
  return {
    reattach: reattachValue(address, process.pid, place),
    close: async () => {
      await server.close();
      place.remove();
    },
  };
}

function logOf({ name, address }: PluginOptions, host: PluginProcess): Log {
  const write = (line: string) => void host.stderr.write(line);
  const log = createLog({ level: logLevel(host.env, name), module: "provider", write, now: () => new Date() });
  return log.with({ tf_provider_addr: address });
}

/** A route that calls wait for until `load` has made the services. */
function lateRoute({ services }: PluginOptions, log: Log, shutDown: () => void) {
  let resolve: (route: Route) => void = () => undefined;
  const route = new Promise<Route>((settle) => (resolve = settle));
  return {
    route,
    load: async () => resolve(routeTo([...ownServices(log, shutDown), ...(await services(log))])),
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
