// On every Node but the one of test/acceptance/consumer.test.ts.
import { exerciseConsumers } from "../support/exercise-consumer.ts";

exerciseConsumers(({ more }) => more);
