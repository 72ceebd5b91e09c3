import { Resend } from 'resend';
import type { Mailer } from './mailer.ts';

const timeoutMilliseconds = 20_000;

/** Sends through Resend. The SDK reads `RESEND_BASE_URL` itself; it neither retries nor times out by itself. */
export function resendMailer(apiKey: string): Mailer {
  const resend = new Resend(apiKey);
  return {
    transport: 'resend',
    keepsBody: false,
    send: async ({ id, from, to, subject, html, text, headers }) => {
      const { data, error } = await resend.emails.send(
        { from: mailbox(from), to: mailbox(to), subject, html, text, headers },
        { idempotencyKey: id, signal: AbortSignal.timeout(timeoutMilliseconds) },
      );
      if (data) return { outcome: 'sent', providerId: data.id };
      if (isFinal(error?.statusCode)) return { outcome: 'refused', note: error?.message ?? 'refused' };
      throw new Error(`Resend: ${error?.name ?? 'unknown'}: ${error?.message ?? ''}`);
    },
    close: async () => {},
  };
}

/** What is wrong with this one mail; a wrong key, a limit or an outage may be mended. */
function isFinal(status: number | null | undefined): boolean {
  return status === 400 || status === 422;
}

function mailbox({ name, email }: { name: string | null; email: string }): string {
  if (!name) return email;
  return `"${name.replace(/["\\]/g, ' ')}" <${email}>`;
}
