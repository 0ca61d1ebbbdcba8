// Each project on one Node; test/more/consumer.test.ts goes through the others.
import { exerciseConsumers } from "../support/exercise-consumer.ts";

exerciseConsumers(({ sample }) => sample);
