import { afterEach, beforeEach, expect, vi } from 'vitest';

// Whatever a test prints as an error is a failure of it.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  expect(console.error).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
