import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import type { Command } from './command.ts';

export const waveRun: Command = {
  usage: 'wave run PROGRAM [--in-hours]',
  summary: 'Open a wave of a program now and decide whom it asks; the running server sends the mails',
  words: 1,
  options: { 'in-hours': { type: 'boolean' } },
  run: async (deps, { words, values }) => {
    const [program = ''] = words;
    await ensureShippedPrograms(deps);
    const wave = await runWave(deps, null, program, values['in-hours'] ? 'in-hours' : 'at-once');
    const text = `Wave ${wave.waveId} of ${program}: ${wave.queued} to be asked, ${wave.skipped} skipped.\n`;
    return { json: { program, ...wave }, text };
  },
};
