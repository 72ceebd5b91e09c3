import { z } from 'zod';
import type { Deps } from '#server/deps.ts';
import type { Job } from '#server/jobs/jobs.ts';
import { write } from '#db/client.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { keepReply } from './replies.ts';
import { wordsOfMail } from './reply.ts';
import { bareAddress, caseMarkedIn } from './reply-mark.ts';

const address = z.string().max(1000);
const addresses = z.union([address.transform((one) => one.split(',')), z.array(address).max(200)]);
const text = z.string().nullish();

/** A mail with its words, as any other program may hand it over. */
const whole = z.object({
  to: addresses,
  from: address.nullish(),
  subject: z.string().max(2000).nullish(),
  text,
  html: text,
  messageId: z.string().max(1000).nullish(),
});

/** Resend tells that a mail came; its words are asked for. */
const told = z.object({
  type: z.literal('email.received'),
  data: z.object({
    email_id: z.string().min(1).max(200),
    to: z.array(address).max(200),
    cc: z.array(address).max(200).nullish(),
  }),
});

const received = z.object({
  from: address.nullish(),
  subject: z.string().nullish(),
  text,
  html: text,
  message_id: z.string().nullish(),
});

const timeoutMilliseconds = 30_000;

/** Takes a mail that came in. One without the mark of a case is let go quietly: it is no business of ours. */
export async function takeInbound(deps: Deps, { id, body }: { id: string; body: unknown }): Promise<void> {
  const notice = told.safeParse(body);
  if (notice.success) return fetchLater(deps, notice.data.data);
  const mail = whole.safeParse(body);
  if (!mail.success) return void deps.log.warn({ id }, 'inbound mail that cannot be read');
  const { to, from, subject, messageId, ...words } = mail.data;
  const caseId = caseIn(deps, to);
  if (!caseId) return void deps.log.info({ id }, 'inbound mail without the mark of a case');
  await keep(deps, { caseId, messageId: messageId ?? `webhook:${id}`, from, subject, ...words });
}

async function fetchLater(deps: Deps, { email_id, to, cc }: z.output<typeof told>['data']): Promise<void> {
  const caseId = caseIn(deps, [...to, ...(cc ?? [])]);
  if (!caseId) return void deps.log.info({ id: email_id }, 'inbound mail without the mark of a case');
  await write(deps.db, (tx) =>
    enqueue(deps, tx, {
      kind: 'fetch-reply',
      payload: { caseId, emailId: email_id },
      dedupeKey: `fetch-reply-${email_id}`,
    }),
  );
}

/** The job that asks Resend for the words of a mail it has told us of. */
export async function fetchReply(deps: Deps, { payload }: Job): Promise<void> {
  const { apiKey, baseUrl = 'https://api.resend.com' } = deps.config.resend;
  const emailId = String(payload.emailId);
  const response = await fetch(`${baseUrl}/emails/receiving/${encodeURIComponent(emailId)}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (!response.ok) throw new Error(`Resend did not hand over mail ${emailId}: ${response.status}`);
  const { message_id, ...mail } = received.parse(await response.json());
  await keep(deps, { caseId: String(payload.caseId), messageId: message_id ?? `resend:${emailId}`, ...mail });
}

const caseIn = ({ secret }: Deps, to: string[]): string | null =>
  to.map((one) => caseMarkedIn(secret, one)).find((caseId) => caseId !== null) ?? null;

async function keep(
  deps: Deps,
  mail: {
    caseId: string;
    messageId: string;
    from?: string | null | undefined;
    subject?: string | null | undefined;
    text?: string | null | undefined;
    html?: string | null | undefined;
  },
): Promise<void> {
  const words = wordsOfMail({ text: mail.text ?? null, html: mail.html ?? null });
  const { caseId, messageId, from, subject } = mail;
  await keepReply(deps, {
    caseId,
    messageId,
    fromEmail: from ? bareAddress(from).slice(0, 254) : null,
    subject: subject?.slice(0, 500) ?? null,
    words: words || '…',
  });
}
