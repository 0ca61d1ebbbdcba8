import { afterAll, beforeAll, describe, it } from "vitest";
import { consumers } from "../support/consumers.ts";
import { deployConsumer, testConsumer } from "../support/exercise-consumer.ts";
import { type InstalledConsumer, openWorkshop, type Workshop } from "../support/workshop.ts";

// Each project on one Node; test/more/consumer.test.ts goes through the others.
let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(() => workshop.remove());

describe.each(consumers)("the project $name", (consumer) => {
  let installed: InstalledConsumer;

  beforeAll(async () => {
    installed = await workshop.install(consumer);
  });

  describe.each(consumer.sample)("on Node $version", (node) => {
    it("compiles and passes its own tests", () => testConsumer(consumer, installed, node));

    it("is deployed to the mock and destroyed", () => deployConsumer(installed, node));
  });
});
