import { afterEach, beforeEach, expect, vi } from 'vitest';

// Whatever a test prints as an error is a failure of it.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const said = vi.mocked(console.error).mock.calls.slice();
  vi.restoreAllMocks();
  expect(said).toEqual([]);
});
