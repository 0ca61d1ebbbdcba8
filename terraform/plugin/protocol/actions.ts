import type { Infer } from "./descriptor.ts";
import { message, oneof, repeated, string, sub } from "./descriptor.ts";
import { ClientCapabilities, Deferred, Diagnostic, DynamicValue } from "./values.ts";

export const PlanActionRequest = message("PlanAction.Request", {
  actionType: string(1),
  config: sub(2, DynamicValue),
  clientCapabilities: sub(3, ClientCapabilities),
});
export type PlanActionRequest = Infer<typeof PlanActionRequest>;

export const PlanActionResponse = message("PlanAction.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
  deferred: sub(2, Deferred),
});
export type PlanActionResponse = Infer<typeof PlanActionResponse>;

export const InvokeActionRequest = message("InvokeAction.Request", {
  actionType: string(1),
  config: sub(2, DynamicValue),
  clientCapabilities: sub(3, ClientCapabilities),
});
export type InvokeActionRequest = Infer<typeof InvokeActionRequest>;

export const InvokeActionProgress = message("InvokeAction.Event.Progress", { message: string(1) });
export const InvokeActionCompleted = message("InvokeAction.Event.Completed", {
  diagnostics: repeated(sub(1, Diagnostic)),
});

export const InvokeActionEvent = message("InvokeAction.Event", {
  type: oneof({ progress: sub(1, InvokeActionProgress), completed: sub(2, InvokeActionCompleted) }),
});
export type InvokeActionEvent = Infer<typeof InvokeActionEvent>;

export const ValidateActionConfigRequest = message("ValidateActionConfig.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
});
export type ValidateActionConfigRequest = Infer<typeof ValidateActionConfigRequest>;

export const ValidateActionConfigResponse = message("ValidateActionConfig.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type ValidateActionConfigResponse = Infer<typeof ValidateActionConfigResponse>;
