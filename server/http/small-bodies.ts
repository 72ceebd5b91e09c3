import { bodyLimit } from 'hono/body-limit';
import { answer } from './problem.ts';

const mostBytes = 256 * 1024;

/** Everything the desk sends but a file is small; what is larger is refused before it is read. */
export const smallBodies = bodyLimit({
  maxSize: mostBytes,
  onError: (c) => answer(c, 413, { code: 'invalid', detail: 'This is too long.' }),
});
