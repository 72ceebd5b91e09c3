import { Hono, type Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { isLanguage, LANGUAGES } from '#surveys/languages.ts';
import { may } from '../auth/may.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { answer } from '../http/problem.ts';
import { validate } from '../http/validate.ts';
import { askForCall, type Asked } from './callbacks.ts';
import { savePartial, type Saved } from './keep-partial.ts';
import { readFields } from './read-answers.ts';
import { unknownLink, unreadable, type Refuse } from './refused-pages.ts';
import { languageFor, type RespondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';
import { gateOf } from './survey-gates.ts';
import { thanksFor, toldThanks } from './thanks.ts';
import { wantsPage } from './wants-page.ts';
import { releaseWords, type Released } from './words-consents.ts';

const snapshot = z.object({
  answers: z.record(z.string(), z.unknown()),
  language: z.enum(LANGUAGES).nullish(),
});

const notSaved = {
  unknown: { status: 404, code: 'not_found', detail: 'We do not know this link.' },
  answered: { status: 409, code: 'conflict', detail: 'This survey has been answered.' },
  closed: { status: 410, code: 'closed', detail: 'This survey cannot be answered any more.' },
  expired: { status: 410, code: 'expired', detail: 'This survey cannot be answered any more.' },
  'not-asked': { status: 410, code: 'not-asked', detail: 'This survey cannot be answered any more.' },
} as const satisfies Record<Exclude<Saved, 'saved'>, Refusal>;

const notAsked = {
  unanswered: { status: 409, code: 'conflict', detail: 'Nothing has been answered yet.' },
  'not-offered': { status: 403, code: 'forbidden', detail: 'This is not offered here.' },
} as const satisfies Record<string, Refusal>;

type Refusal = { status: ContentfulStatusCode; code: string; detail: string };

/** What the page of a personal link sends beside the answers themselves. */
export function answeringRoutes(deps: Deps, pages: RespondPages, refuse: Refuse) {
  /** Every answer to a wish is the thank-you as it is now, with what was refused still in its form. */
  async function thankYou(c: Context, asked: Exclude<Asked, { outcome: 'unknown' }>, given: Fields) {
    const { link, outcome } = asked;
    const gate = await gateOf(deps.db, link.invitation.surveyVersionId);
    const thanks = toldThanks(await thanksFor(deps.db, link), link, deps.now());
    const language = languageFor(given.language, link);
    const typed = { phone: String(given.phone ?? '').slice(0, 60), time: String(given.time ?? '') };
    const path = `/s/${c.req.param('token')}`;
    const ways = outcome === 'invalid' ? { path, refused: typed } : { path };
    if (outcome === 'not-offered') return sendPage(c, pages.answered(link, language, { thanks, ways }), 403);
    return sendPage(
      c,
      await pages.thanked(link, language, { gate, thanks, ways }),
      outcome === 'invalid' ? 400 : 200,
    );
  }

  async function asJson(c: Context, asked: Exclude<Asked, { outcome: 'unknown' }>) {
    switch (asked.outcome) {
      case 'asked': {
        const thanks = await thanksFor(deps.db, asked.link);
        return c.json({ outcome: 'asked', thanks: toldThanks(thanks, asked.link, deps.now()) });
      }
      case 'invalid': {
        const fields = { [asked.problem]: wrong[asked.problem] };
        return answer(c, 400, { code: 'invalid', detail: 'Some values cannot be used.', fields });
      }
      default:
        return refused(c, notAsked[asked.outcome]);
    }
  }

  return (
    new Hono<Env>()
      .post('/s/:token/answers', may('anyone'), validate('json', snapshot), async (c) => {
        const saved = await savePartial(deps, c.req.param('token'), c.req.valid('json'));
        return saved === 'saved' ? c.body(null, 204) : refused(c, notSaved[saved]);
      })
      .post('/s/:token/callback', may('anyone'), async (c) => {
        const read = readFields(c.req.header('content-type'), await c.req.text());
        if ('refused' in read) return refuse(c, 'problem', unreadable(c, read.refused));
        const given = fieldsOf(read.fields);
        const token = c.req.param('token');
        const asked = await askForCall(deps, token, given);
        if (asked.outcome === 'unknown') return refuse(c, 'unknown', unknownLink(c));
        if (!wantsPage(c)) return asJson(c, asked);
        return asked.outcome === 'unanswered' ? c.redirect(`/s/${token}`, 303) : thankYou(c, asked, given);
      })
      .post('/s/:token/words', may('anyone'), async (c) => {
        const read = readFields(c.req.header('content-type'), await c.req.text());
        if ('refused' in read) return refuse(c, 'problem', unreadable(c, read.refused));
        const show = read.fields.get('show');
        if (show !== 'yes' && show !== 'no') return refuse(c, 'problem', answer(c, 400, noChoice));
        const token = c.req.param('token');
        const released = await releaseWords(deps, token, show === 'yes');
        if (released.outcome === 'unknown') return refuse(c, 'unknown', unknownLink(c));
        if (!wantsPage(c)) return wordsAsJson(c, released);
        if (released.outcome === 'unanswered') return c.redirect(`/s/${token}`, 303);
        const outcome = released.outcome === 'not-offered' ? 'not-offered' : 'asked';
        return thankYou(c, { outcome, link: released.link }, fieldsOf(read.fields));
      })
      .get('/s/:token/words', may('anyone'), (c) => c.redirect(`/s/${c.req.param('token')}`))
      // Where a form without a script has been posted to, a reload may come back.
      .get('/s/:token/callback', may('anyone'), (c) => c.redirect(`/s/${c.req.param('token')}`))
  );
}

const noChoice = {
  code: 'invalid',
  detail: 'Some values cannot be used.',
  fields: { show: 'One of yes and no.' },
};

function wordsAsJson(c: Context, { outcome }: Exclude<Released, { outcome: 'unknown' }>): Response {
  if (outcome === 'released' || outcome === 'withdrawn') return c.json({ outcome });
  return refused(c, notAsked[outcome]);
}

const wrong = {
  phone: 'Write a phone number: 5 to 30 digits, and + ( ) - . between them.',
  time: 'One of any, morning, afternoon and evening.',
} as const;

type Fields = ReturnType<typeof fieldsOf>;

/** The plain form says its language in a field of the page's own. */
function fieldsOf(fields: Map<string, unknown>) {
  const language = fields.get('_language') ?? fields.get('language');
  return {
    phone: fields.get('phone'),
    time: fields.get('time'),
    language: isLanguage(language) ? language : null,
  };
}

function refused(c: Context, { status, ...body }: Refusal): Response {
  return answer(c, status, body);
}
