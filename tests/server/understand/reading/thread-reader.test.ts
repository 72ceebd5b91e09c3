import { expect, onTestFinished, test } from 'vitest';
import { ThreadReader } from '#server/understand/reading/thread-reader.ts';
import { wakeIfBehind } from '#server/understand/reading/reading-process.ts';
import { readInThread } from '#server/understand/reading/readers.ts';
import { aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { heard, standing } from './heard.ts';

const patience = 60_000;

test(
  'a server reads in a thread of its own, soon after somebody has answered',
  async () => {
    const { deps, runJobs } = await testApp();
    await aCompany(deps);
    onTestFinished(readInThread(deps.db));
    const { id } = await heard(deps, 'Everything has become far too expensive for us');
    await wakeIfBehind(deps);
    await wakeIfBehind(deps);
    await runJobs();
    expect((await standing(deps, id)).inferred).toBe('price/too-high');
    await wakeIfBehind(deps);
    await runJobs();
    await wakeIfBehind(deps);
    expect(await runJobs()).toBe(0);
  },
  patience,
);

test('who asks a closed thread is told so', async () => {
  const reader = new ThreadReader();
  await reader.close();
  await expect(reader.read({ texts: ['x'], competitors: [], taught: null })).rejects.toThrow('was closed');
});
