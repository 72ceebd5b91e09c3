import { z } from 'zod';

/** What the provider tells of a mail after it took it. */
export interface DeliveryNotice {
  kind: 'delivered' | 'bounced' | 'soft-bounced' | 'complained' | 'delayed';
  /** The provider's id of the mail, and ours where the notice carries it. */
  providerId: string;
  messageId: string | null;
  at: Date;
  note: string | null;
  /** Why it was given up, where the provider did so because the person had complained before. */
  hadComplained?: boolean;
}

const words = z.object({ message: z.string().optional(), reason: z.string().optional() });
const tags = z.union([
  z.record(z.string(), z.string()),
  z
    .array(z.object({ name: z.string(), value: z.string() }))
    .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
]);

const event = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().min(1).max(200),
    tags: tags.optional().catch(undefined),
    bounce: words.extend({ type: z.string().optional() }).optional(),
    suppressed: words.optional(),
    failed: words.optional(),
  }),
});

type Told = z.output<typeof event>['data'];
type Said = Pick<DeliveryNotice, 'kind' | 'note' | 'hadComplained'>;

/** Mail programs and scanners open and follow what nobody has read: opens and clicks are not listened to. */
const readers: Record<string, (data: Told) => Said> = {
  'email.delivered': () => ({ kind: 'delivered', note: null }),
  'email.delivery_delayed': () => ({ kind: 'delayed', note: 'The receiving server puts it off.' }),
  'email.complained': () => ({ kind: 'complained', note: null }),
  'email.bounced': ({ bounce }) => ({
    kind: bounce?.type === 'Permanent' ? 'bounced' : 'soft-bounced',
    note: bounce?.message ?? null,
  }),
  'email.failed': ({ failed }) => ({ kind: 'soft-bounced', note: failed?.reason ?? null }),
  'email.suppressed': ({ suppressed }) => ({
    kind: 'bounced',
    note: suppressed?.message ?? null,
    hadComplained: suppressed?.reason === 'previous_complaint',
  }),
};

/** Reads the body of a notice by Resend. Null for one we do not listen to. */
export function noticeIn(body: unknown, messageTag: string): DeliveryNotice | null {
  const read = event.safeParse(body);
  if (!read.success) return null;
  const { type, created_at: told, data } = read.data;
  const said = Object.hasOwn(readers, type) ? readers[type]?.(data) : undefined;
  const at = new Date(told);
  if (!said || Number.isNaN(at.getTime())) return null;
  return { ...said, providerId: data.email_id, messageId: data.tags?.[messageTag] ?? null, at };
}
