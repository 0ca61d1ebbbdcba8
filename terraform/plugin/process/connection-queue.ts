import type { ListenOptions, Socket } from "node:net";
import { createServer } from "node:net";

/**
 * Listens before there is anybody to answer. A connection that comes in early waits, unread, until `serve` is called: whoever
 * serves it is loaded meanwhile.
 */
export class ConnectionQueue {
  readonly #waiting: Socket[] = [];
  #take: ((socket: Socket) => void) | undefined;
  readonly #server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    if (this.#take === undefined) this.#wait(socket);
    else this.#take(socket);
  });

  listen(where: ListenOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(where, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
  }

  /** Hands over the connections that wait, and those that follow. They are paused. */
  serve(take: (socket: Socket) => void): void {
    this.#take = take;
    for (const socket of this.#waiting.splice(0)) {
      socket.off("error", ignore);
      take(socket);
    }
  }

  #wait(socket: Socket): void {
    // A client that goes away while it waits is nobody's failure.
    socket.on("error", ignore);
    this.#waiting.push(socket);
  }
}

function ignore(): void {
  // see above
}
