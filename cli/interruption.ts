interface SignaledProcess {
  once(signal: "SIGINT" | "SIGTERM", listener: () => void): unknown;
  exit(code: number): void;
}

const ways = ["SIGINT", "SIGTERM"] as const;

/** Aborts the signal when the process is asked to stop. Who asks a second time does not want to wait. */
export function catchInterruption(host: SignaledProcess): AbortSignal {
  const controller = new AbortController();
  for (const way of ways) {
    host.once(way, () => {
      controller.abort();
      for (const again of ways) host.once(again, () => host.exit(2));
    });
  }
  return controller.signal;
}
