// Only HTTP/1.1 is offered to vendors: vendors/shared/http/connector.ts.
module.exports = () => {
  throw new Error("undici's part for HTTP/2 is not in the bundle: see scripts/bundle/slim.ts");
};
