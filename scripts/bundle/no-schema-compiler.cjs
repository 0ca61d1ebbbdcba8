// Fastify makes its schema compilers at its start and asks them for something only where a route has a schema.
module.exports = () => () => {
  throw new Error("Fastify's schema compilers are not in the bundle: see scripts/bundle/slim.ts");
};
