// Fastify asks for these only when it is to log, and when a request is injected.
throw new Error("Fastify's logger and its injection are not in the bundle: see scripts/bundle/slim.ts");
