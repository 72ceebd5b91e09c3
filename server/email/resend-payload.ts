import type { Mail } from './mailer.ts';

/** A mail as the SDK takes it. */
export function payloadOf(mail: Mail) {
  const { replyTo, html, text } = mail;
  return { ...envelopeOf(mail), ...(replyTo ? { replyTo } : {}), html, text, ...marksOf(mail) };
}

/** Many mails as the API takes them, the same bytes at every try. */
export function batchBody(mails: Mail[]): Buffer {
  const pieces: Uint8Array[] = [];
  for (const mail of mails) pieces.push(pieces.length === 0 ? opening : comma, ...piecesOf(mail));
  return Buffer.concat([...pieces, closing]);
}

const [opening, comma, closing] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')] as const;

function piecesOf(mail: Mail): Uint8Array[] {
  const { replyTo } = mail;
  const before = JSON.stringify(envelopeOf(mail)).slice(0, -1);
  const after = JSON.stringify({ ...marksOf(mail), ...(replyTo ? { reply_to: replyTo } : {}) }).slice(1);
  return [Buffer.from(`${before},`), ...bodyOf(mail), Buffer.from(`,${after}`)];
}

function bodyOf(mail: Mail): Uint8Array[] {
  if (mail.json) return mail.json();
  const { html, text } = mail;
  return [Buffer.from(JSON.stringify({ html, text }).slice(1, -1))];
}

function envelopeOf({ from, to, subject }: Mail) {
  return { from: mailbox(from), to: mailbox(to), subject };
}

function marksOf({ id, headers }: Mail) {
  return {
    headers,
    // Comes back with every notice about this mail, so that one told before its row is written finds it too.
    ...(isTag.test(id) ? { tags: [{ name: messageTag, value: id }] } : {}),
  };
}

/** The tag that carries a mail's own id. */
export const messageTag = 'message';
const isTag = /^[\w-]{1,256}$/;

function mailbox({ name, email }: { name: string | null; email: string }): string {
  if (!name) return email;
  return `"${name.replace(/["\\]/g, ' ')}" <${email}>`;
}
