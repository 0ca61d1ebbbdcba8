// Made by `npm run generate`; edit what it is made from instead.
import { enumeration, message, one, type MessageType } from "../descriptor.ts";
import { serverStream, serviceType, unary } from "../service.ts";

export interface HealthCheckRequest {
  readonly service: string;
}
export interface HealthCheckRequestInit {
  readonly service?: string | undefined;
}
export const HealthCheckRequest: MessageType<HealthCheckRequest, HealthCheckRequestInit> = message(
  "grpc.health.v1.HealthCheckRequest",
  () => [one(1, "service", "string")],
);

export type HealthCheckResponseServingStatus = "UNKNOWN" | "SERVING" | "NOT_SERVING" | "SERVICE_UNKNOWN";
export const HealthCheckResponseServingStatus = enumeration("grpc.health.v1.HealthCheckResponse.ServingStatus", {
  UNKNOWN: 0,
  SERVING: 1,
  NOT_SERVING: 2,
  SERVICE_UNKNOWN: 3,
});

export interface HealthCheckResponse {
  readonly status: HealthCheckResponseServingStatus;
}
export interface HealthCheckResponseInit {
  readonly status?: HealthCheckResponseServingStatus | undefined;
}
export const HealthCheckResponse: MessageType<HealthCheckResponse, HealthCheckResponseInit> = message(
  "grpc.health.v1.HealthCheckResponse",
  () => [one(1, "status", HealthCheckResponseServingStatus)],
);

export const HealthService = serviceType("grpc.health.v1.Health", {
  check: unary(HealthCheckRequest, HealthCheckResponse),
  watch: serverStream(HealthCheckRequest, HealthCheckResponse),
});
