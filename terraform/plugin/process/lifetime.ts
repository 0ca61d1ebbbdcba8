import type { Log } from "./log.ts";
import { formatPanic } from "./panic.ts";
import type { PluginProcess } from "./plugin-process.ts";

// go-plugin kills a plugin two seconds after it has asked it to end.
const longestLeave = 1_800;

/** How a plugin's process ends. */
export interface Lifetime {
  /** Runs `cleanup` synchronously before the process ends, unless it is killed. */
  onEnd(cleanup: () => void): void;
  end(code: number): void;
  /** Begins `work` before the process ends by `leave`; undefined if there is none. */
  onLeave(work: () => Promise<void> | undefined): void;
  /** Ends with 0 when the work is done: at once if there is none, and in any case before go-plugin would kill the process. */
  leave(): void;
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
  const works: (() => Promise<void> | undefined)[] = [];
  const leave = () => {
    const waiting = works.splice(0).flatMap((work) => work() ?? []);
    if (waiting.length === 0) return end(0);
    const limit = setTimeout(() => end(0), longestLeave);
    void Promise.allSettled(waiting).finally(() => {
      clearTimeout(limit);
      end(0);
    });
  };
  return {
    onLeave: (work) => void works.push(work),
    leave,
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
  host.on("SIGTERM", () => lifetime.leave());
  host.on("uncaughtException", (error) => lifetime.panic(error));
  host.on("unhandledRejection", (error) => lifetime.panic(error));
  watchParent(host, lifetime, log);
}

/** A Terraform that was killed reads nothing more, and what it left open is still to be closed. */
export function surviveLostReader(host: PluginProcess): void {
  for (const output of [host.stdout, host.stderr]) output.on?.("error", () => undefined);
}

/** A killed Terraform cannot stop its plugins, so they check whether their parent process has changed. */
function watchParent(host: PluginProcess, lifetime: Lifetime, log: Log): void {
  const parent = host.ppid;
  const timer = setInterval(() => {
    if (host.ppid === parent) return;
    log.warn("the process that started this provider has ended", { parent });
    clearInterval(timer);
    lifetime.leave();
  }, 1000);
  timer.unref();
  lifetime.onEnd(() => clearInterval(timer));
}
