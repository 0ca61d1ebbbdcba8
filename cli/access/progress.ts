import type { Io } from "../command.ts";

/** Something that takes its time, as a person sees it. */
export interface Progress {
  /** Another request was sent. */
  count(): void;
  end(): void;
}

const patience = 1_000;
const interval = 250;

/**
 * Shows on a terminal that a vendor is being asked, once that takes longer than a second, and takes it back at the end.
 * Elsewhere, nothing is written.
 */
export function startProgress({ err, isTerminal }: Pick<Io, "err" | "isTerminal">): Progress {
  let requests = 0;
  if (isTerminal !== true) return { count: () => undefined, end: () => undefined };
  const started = Date.now();
  let isShown = false;
  const timer = setInterval(() => {
    if (Date.now() - started < patience) return;
    isShown = true;
    err(`\r\u001B[KAsking the vendor: ${requests} ${requests === 1 ? "request" : "requests"}`);
  }, interval);
  timer.unref();
  return {
    count: () => {
      requests += 1;
    },
    end: () => {
      clearInterval(timer);
      if (isShown) err("\r\u001B[K");
      isShown = false;
    },
  };
}
