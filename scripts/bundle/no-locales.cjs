// In place of all languages of zod.
module.exports = {};
