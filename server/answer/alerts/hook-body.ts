import type { Hook } from './hook.ts';
import { dueAt } from '../case.ts';
import type { Speech } from './say.ts';
import { byUrgency, factsOf, type ToldCase } from './told-case.ts';

interface Telling {
  speech: Speech;
  linkTo: (place: string) => string;
  at: Date;
}

type Body = (told: ToldCase[], telling: Telling) => object;

/** What is posted to a hook. Nobody's name, address or words leave the desk: the link leads to them. */
export const bodyOf = {
  /** An incoming webhook of Slack, or of what understands the same. */
  slack: (told, { speech, linkTo }) => {
    const named = byUrgency(told);
    const { t, number } = speech;
    const text = t('alerts:mail.subject', { count: named.length, n: number(named.length) });
    return {
      text,
      blocks: [
        section(`*${escaped(text)}*`),
        ...named.map((one) => section(slackLine(one, { speech, link: linkTo(`/inbox/${one.case.id}`) }))),
      ],
    };
  },
  generic: (told, { speech, linkTo, at }) => ({
    type: 'case.alert',
    timestamp: at.toISOString(),
    data: {
      alerts: told.map(({ kind, case: c }) => ({
        event: kind,
        caseId: c.id,
        severity: c.severity,
        tier: c.tier,
        reason: c.category && {
          category: c.category,
          detail: c.detail,
          label: speech.reason(c.category, c.detail),
        },
        status: c.status,
        dueAt: dueAt[c.status](c)?.toISOString() ?? null,
        url: linkTo(`/inbox/${c.id}`),
      })),
    },
  }),
} satisfies Record<Hook['kind'], Body>;

/** What "send a test" posts: no case, and a sentence that says so. */
export const testBodyOf = {
  slack: ({ speech }) => ({
    text: speech.t('alerts:hooks.testText'),
    blocks: [section(escaped(speech.t('alerts:hooks.testText')))],
  }),
  generic: ({ speech, at }) => ({
    type: 'test',
    timestamp: at.toISOString(),
    data: { text: speech.t('alerts:hooks.testText') },
  }),
} satisfies Record<Hook['kind'], (telling: Telling) => object>;

function slackLine(told: ToldCase, { speech, link }: { speech: Speech; link: string }): string {
  const facts = factsOf(told, speech).map(escaped).join(' · ');
  return `*<${link}|${escaped(speech.t(`alerts:kinds.${told.kind}`))}>* · ${facts}`;
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** The three characters Slack reads as its own. */
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
