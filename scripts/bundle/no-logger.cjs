// Fastify only loads these to log and to inject requests.
throw new Error("Fastify's logger and request injection are not in the bundle: see scripts/bundle/slim.ts");
