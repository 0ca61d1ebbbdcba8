import type { Log } from "./log.ts";
import { panicText } from "./panic.ts";
import type { PluginProcess } from "./plugin-process.ts";

/** How a plugin's process ends. */
export interface Lifetime {
  /** Has `cleanup` run, synchronously, before the process ends by any way but a kill. */
  onEnd(cleanup: () => void): void;
  end(code: number): void;
  /** Ends with a crash report that Terraform shows to the user. */
  panic(thrown: unknown): void;
}

export function lifetimeOf(host: PluginProcess): Lifetime {
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
      host.stderr.write(panicText(thrown));
      end(2);
    },
  };
}

/** Signals and failures as a plugin takes them that Terraform has started. */
export function followTerraform(host: PluginProcess, lifetime: Lifetime, log: Log): void {
  // a terminal sends these to the whole group; Terraform, or its nohup, decides whether the run goes on
  for (const signal of ["SIGINT", "SIGHUP"])
    host.on(signal, () => log.info("the signal is left to Terraform", { signal }));
  host.on("SIGTERM", () => lifetime.end(0));
  host.on("uncaughtException", (error) => lifetime.panic(error));
  host.on("unhandledRejection", (error) => lifetime.panic(error));
  watchParent(host, lifetime, log);
}

/** A Terraform that was killed tells nobody: its plugins notice that they have got another parent. */
function watchParent(host: PluginProcess, lifetime: Lifetime, log: Log): void {
  const parent = host.ppid;
  const timer = setInterval(() => {
    if (host.ppid === parent) return;
    log.warn("the process that started this provider is gone", { parent });
    lifetime.end(0);
  }, 1000);
  timer.unref();
  lifetime.onEnd(() => clearInterval(timer));
}
