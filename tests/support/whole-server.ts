import { readConfig } from '#server/config.ts';
import { start } from '#server/main.ts';

// The whole product in a process of its own, as `npm start` runs it. Says its port on standard output.
const running = await start(readConfig({ ...process.env, AMENDS_PORT: '0' }));
console.log(running.port);
process.once('SIGTERM', () => void running.stop().then(() => process.exit(0)));
