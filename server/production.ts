// Imported first: React and others decide by it, as they load, whether to check as in development.
process.env.NODE_ENV ??= 'production';
