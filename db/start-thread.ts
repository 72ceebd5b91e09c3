import { Worker } from 'node:worker_threads';

/**
 * Starts a module in a thread of its own: the built one beside the built program, or the source by way of the loader that
 * reads sources, which a thread does not inherit. `from` is the asking module's `import.meta.url`.
 */
export function startThread(from: string, name: string, workerData: unknown): Worker {
  if (!from.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, from), { workerData });
  const source = JSON.stringify(new URL(`./${name}.ts`, from).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const begin = `import(${loader}).then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(begin, { eval: true, workerData });
}
