// Fastify makes its schema compilers at its start and asks them for something only where a route has a schema.
module.exports = () => () => {
  throw new Error("this part of Fastify is not in the bundle: see scripts/bundle/slim.ts");
};
