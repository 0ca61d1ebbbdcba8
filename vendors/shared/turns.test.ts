import { expect, it } from "vitest";
import { Turns } from "./turns.ts";

interface HeldWork {
  readonly work: () => Promise<string>;
  readonly end: () => void;
}

function createHeldWork(name: string, log: string[]): HeldWork {
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

async function waitForTurns(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

it("delays work on the same thing, but not work on another thing", async () => {
  const turns = new Turns();
  const log = [] as string[];
  const first = createHeldWork("first", log);
  const second = createHeldWork("second", log);
  const other = createHeldWork("other", log);
  const results = [turns.take("a", first.work), turns.take("a", second.work), turns.take("b", other.work)];
  await waitForTurns();
  expect(log).toEqual(["first begins", "other begins"]);
  other.end();
  first.end();
  second.end();
  expect(await Promise.all(results)).toEqual(["first", "second", "other"]);
  expect(log.slice(-2)).toEqual(["second begins", "second ends"]);
});

it("continues after failed work, and rejects only the call that failed", async () => {
  const turns = new Turns();
  const failing = turns.take("a", async () => {
    throw new Error("it did not work");
  });
  const next = turns.take("a", async () => "next");
  await expect(failing).rejects.toThrow("it did not work");
  expect(await next).toBe("next");
});
