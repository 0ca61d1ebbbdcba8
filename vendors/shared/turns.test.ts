import { expect, it } from "vitest";
import { Turns } from "./turns.ts";

interface Held {
  readonly work: () => Promise<string>;
  readonly end: () => void;
}

function held(name: string, log: string[]): Held {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async (): Promise<string> => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { work, end: () => end() };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

it("lets one thing's work wait, and another's not", async () => {
  const turns = new Turns();
  const log = [] as string[];
  const first = held("first", log);
  const second = held("second", log);
  const other = held("other", log);
  const results = [turns.take("a", first.work), turns.take("a", second.work), turns.take("b", other.work)];
  await settle();
  expect(log).toEqual(["first begins", "other begins"]);
  other.end();
  first.end();
  second.end();
  expect(await Promise.all(results)).toEqual(["first", "second", "other"]);
  expect(log.slice(-2)).toEqual(["second begins", "second ends"]);
});

it("goes on after work that failed, and tells only whoever asked for it", async () => {
  const turns = new Turns();
  const failing = turns.take("a", async () => {
    throw new Error("it did not work");
  });
  const next = turns.take("a", async () => "next");
  await expect(failing).rejects.toThrow("it did not work");
  expect(await next).toBe("next");
});
