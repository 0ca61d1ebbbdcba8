import type { Log } from "./log.ts";
import { formatPanic } from "./panic.ts";
import type { PluginProcess } from "./plugin-process.ts";

/** How a plugin's process ends. */
export interface Lifetime {
  /** Runs `cleanup` synchronously before the process ends, unless it is killed. */
  onEnd(cleanup: () => void): void;
  end(code: number): void;
  /** Ends with a crash report that Terraform shows to the user. */
  panic(thrown: unknown): void;
}

export function openLifetime(host: PluginProcess): Lifetime {
  const cleanups: (() => void)[] = [];
  const cleanUp = () => {
    for (const cleanup of cleanups.splice(0)) cleanup();
  };
  host.on("exit", cleanUp);
  const end = (code: number) => {
    cleanUp();
    host.exit(code);
  };
  return {
    onEnd: (cleanup) => void cleanups.push(cleanup),
    end,
    panic: (thrown) => {
      host.stderr.write(formatPanic(thrown));
      end(2);
    },
  };
}

/** Handles signals and failures for a plugin that Terraform started. */
export function followTerraform(host: PluginProcess, lifetime: Lifetime, log: Log): void {
  // a terminal sends these to the whole process group; Terraform (or nohup) decides whether the run continues
  for (const signal of ["SIGINT", "SIGHUP"])
    host.on(signal, () => log.info("ignoring a signal: Terraform handles it", { signal }));
  // Without a listener, Node opens its inspector, through which any process of the machine could read secrets.
  host.on("SIGUSR1", () => log.info("ignoring a signal: this provider has no inspector", { signal: "SIGUSR1" }));
  host.on("SIGTERM", () => lifetime.end(0));
  host.on("uncaughtException", (error) => lifetime.panic(error));
  host.on("unhandledRejection", (error) => lifetime.panic(error));
  watchParent(host, lifetime, log);
}

/** A killed Terraform cannot stop its plugins, so they check whether their parent process has changed. */
function watchParent(host: PluginProcess, lifetime: Lifetime, log: Log): void {
  const parent = host.ppid;
  const timer = setInterval(() => {
    if (host.ppid === parent) return;
    log.warn("the process that started this provider has ended", { parent });
    lifetime.end(0);
  }, 1000);
  timer.unref();
  lifetime.onEnd(() => clearInterval(timer));
}
