// Fastify creates its schema compilers when it starts, but only calls them for routes with a schema.
module.exports = () => () => {
  throw new Error("Fastify's schema compilers are not in the bundle: see scripts/bundle/slim.ts");
};
