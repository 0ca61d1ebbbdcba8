import { observeAppliedPlans } from "#terraform/plugin/testing/workspace.ts";
import { checkPlanPromise } from "../../support/plan-promise.ts";

// Wherever an acceptance test shows a plan, applies it and shows the state, what the review reads of the three must agree.
observeAppliedPlans(checkPlanPromise);
