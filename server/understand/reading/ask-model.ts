import { GuardError, write } from '#db/client.ts';
import { z } from 'zod';
import type { Config } from '#server/config.ts';
import type { Deps } from '#server/deps.ts';
import type { Job } from '#server/jobs/jobs.ts';
import { instructions, readingFrom } from './model-answer.ts';
import { readerOf } from './readers.ts';
import { heardOf, keepReading, listedCompetitors } from './readings.ts';

const patienceMilliseconds = 20_000;

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * Asks the company's language model about one answer that the reader is not sure of. Whatever goes wrong, the answer
 * stays unsorted and a person looks at it.
 */
export async function askModel(deps: Deps, { payload }: Job): Promise<void> {
  const { model } = deps.config;
  const [heard] = await heardOf(deps.db, [String(payload.responseId)]);
  if (!model || heard?.state !== 'unsorted') return;
  const { words } = heard;
  const competitors = await listedCompetitors(deps.db);
  const [read] = await readerOf(deps.db).read({ texts: [words], competitors, taught: null });
  const said = read && (await saidBy(deps, model, words));
  const reading = read && said ? readingFrom(words, said, read) : null;
  if (!reading) return;
  await write(deps.db, (tx) => keepReading(deps, tx, { heard, reading })).catch((error: unknown) => {
    if (!(error instanceof GuardError)) throw error;
  });
}

async function saidBy(
  { log }: Deps,
  model: NonNullable<Config['model']>,
  words: string,
): Promise<string | null> {
  try {
    const answered = await fetch(`${model.url}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(model.key ? { authorization: `Bearer ${model.key}` } : {}),
      },
      body: JSON.stringify({
        model: model.name,
        temperature: 0,
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: words },
        ],
      }),
      signal: AbortSignal.timeout(patienceMilliseconds),
    });
    if (!answered.ok) throw new Error(`The model answered ${answered.status}`);
    return completion.parse(await answered.json()).choices[0]?.message.content ?? null;
  } catch (error) {
    log.warn({ err: error }, 'the language model could not be asked');
    return null;
  }
}
