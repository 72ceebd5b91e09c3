import { plainText } from '#surveys/plain-text.ts';

const longest = 50_000;

export interface ReplyParts {
  said: string;
  /** The mail it answers and what stands below it, as mail programs quote it; null where nothing is. */
  quoted: string | null;
}

/** How mail programs begin what they quote, in the languages our customers write. */
const quoteStarts = [
  /^\s*>/,
  /^\s*-{2,}\s*(original message|forwarded message|הודעה מקורית|исходное сообщение|الرسالة الأصلية)\s*-*\s*$/i,
  /^\s*_{10,}\s*$/,
  /^\s*(on|am|le) .{4,200}(wrote|schrieb|écrit)\s*:\s*$/i,
  /^\s*(من|From|От|מאת)\s*:\s?.*@.*$/i,
  /^\s*.{4,200}(كتب|كتبت)\s?.{0,120}:\s*$/,
  /^\s*(في|بتاريخ).{4,200}(كتب|كتبت).{0,120}$/,
  /^\s*.{4,200}(כתב|כתבה|כתב\/ה|‏כתב)\s?.{0,120}:\s*$/,
  /^\s*.{4,200}(пишет|написал|написала)\s*:\s*$/i,
];

/** Parts what the customer wrote from the mail that her program quoted below it. A reply that is all quote stays whole. */
export function partsOfReply(body: string): ReplyParts {
  const lines = body.split('\n');
  const from = lines.findIndex((line) => quoteStarts.some((start) => start.test(line)));
  const said = (from === -1 ? lines : lines.slice(0, from)).join('\n').trim();
  if (from === -1 || said === '') return { said: body.trim(), quoted: null };
  return { said, quoted: lines.slice(from).join('\n').trim() };
}

/** The words of a mail as they are kept: its text, else what its HTML says; line breaks of one kind, cut at some length. */
export function wordsOfMail({ text, html }: { text?: string | null; html?: string | null }): string {
  const words = text?.trim() ? text : plainText(html ?? '');
  return words.replaceAll('\r\n', '\n').replaceAll('\u0000', '').trim().slice(0, longest);
}
