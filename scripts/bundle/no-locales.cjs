// Replaces all languages of zod.
module.exports = {};
