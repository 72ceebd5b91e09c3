import { register } from 'tsx/esm/api';

// `npm start`: the bundle starts in a third of the time the sources take, so it is built first where it is missing.
const unregister = register();
await import('./production.ts');
const { buildIfStale } = await import('./build.ts');
buildIfStale((step) => console.log(step));
await unregister();
const { serveForever } = await import('../dist/server/main.js');
await serveForever();
