import { serveForever } from '../../dist/server/main.js';

// The whole product as `npm start` runs it, once it is built: up in a fraction of the time the sources take.
process.env.AMENDS_PORT ??= '0';
await serveForever();
