import type { RespondState } from '../respond-state.ts';
import { deliver, type Delivery } from './deliver.ts';
import { keepAnswers, type Kept } from './kept-answers.ts';
import { statusIn } from './status-in.ts';
import { waitingPage } from './waiting-page.ts';

/**
 * Sends what was answered and settles with the page that comes back. On the way it says what is happening: in the form
 * while it can be a moment, on a page of its own once the answers lie on the device and she may leave.
 */
export async function sendAnswers(
  form: HTMLFormElement | null,
  { path, kept, texts }: { path: string; kept: Kept; texts: RespondState['texts'] },
): Promise<Document | 'too-long' | null> {
  const isOnDevice = keepAnswers(path, kept);
  const status = form && statusIn(form, texts);
  let waiting = form ? null : waitingPage(texts);
  const tell = (how: Delivery) => {
    if (how === 'kept' && isOnDevice) waiting ??= waitingPage(texts);
    waiting?.(how === 'sending');
    status?.sending(true);
    if (how !== 'sending')
      status?.say(how === 'busy' ? texts.status.busy : texts.status.waiting, how === 'busy');
  };
  const page = await deliver({ path, kept, isOnDevice, tell });
  if (page !== 'too-long') return page;
  keepAnswers(path, { ...kept, isSent: false });
  status?.sending(false);
  status?.say(texts.problem.tooLong ?? null);
  return page;
}

/** 128 bits drawn by chance, in base64url. */
export function newSubmission(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
