import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one durable write costs here, in milliseconds: a commit waits for it, and everything in a group shares it. */
export function diskSync(times = 300): { p50: number; p99: number } {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const file = openSync(join(folder, 'sync'), 'w');
  const block = Buffer.alloc(4096);
  const took = Array.from({ length: times }, () => {
    const started = performance.now();
    writeSync(file, block);
    fdatasyncSync(file);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  closeSync(file);
  rmSync(folder, { recursive: true });
  const at = (share: number) => Math.round((took[Math.floor(share * (times - 1))] ?? 0) * 100) / 100;
  return { p50: at(0.5), p99: at(0.99) };
}
