import fc from 'fast-check';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// A change is judged by the same cases each time it is; new ones are tried by hand.
if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_130 });

// Whatever a test prints as an error is a failure of it.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(({ task }) => {
  if (task.result?.retryCount) console.warn(`Tried a second time: ${task.file.name} > ${task.name}`);
  const said = vi.mocked(console.error).mock.calls.slice();
  vi.restoreAllMocks();
  expect(said).toEqual([]);
});
