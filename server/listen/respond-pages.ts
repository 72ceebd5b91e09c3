import type { Next, Offers } from '#client/respond/after-answer.tsx';
import type { Frame } from '#client/respond/document.tsx';
import { contentSecurityPolicy } from '#client/respond/document.tsx';
import { statePage, surveyPage, type Offered, type StatePage } from '#client/respond/page.tsx';
import { renderSurvey, type RenderSurvey } from '#client/respond/render-survey.tsx';
import { cssAfter, cssFor, type RespondAssets } from '#client/respond/respond-assets.ts';
import { standingPage } from '#surveys/form-steps.ts';
import { isLanguage, textIn, type Language } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { keptPages } from './kept-pages.ts';
import { packed, type Page } from './packed-page.ts';
import { preselected, type Preselection } from './preselected.ts';
import type { SurveyGate } from './survey-gates.ts';
import type { SurveyLink } from './survey-link.ts';
import type { Thanks } from './thanks.ts';

type Company = Pick<SurveyLink['company'], 'name' | 'accentColor'> & { logo?: string | null };

/** What a page needs of the link that leads to it, personal or shared. */
interface Asked {
  company: Company;
  program: Pick<SurveyLink['program'], 'kind'> & { isAnonymous?: boolean };
  /** What everybody who answers is given; nothing behind a shared link. */
  offered?: Offered | null;
}

type Zoned = Company & Pick<SurveyLink['company'], 'timeZone'>;

/** Where the ways lead that a customer may still go, and what of it was refused. */
export type Ways = Pick<Offers, 'path' | 'refused'>;
type Sent = { thanks: Thanks; ways: Ways };

type Thanked = { gate: SurveyGate; thanks: Thanks; ways?: Ways };

/** Stands in a kept thank-you where the link's own path goes. */
const pathMark = '/s/-path-of-the-link-';

/** The pages of one process. A survey nobody has begun is the same for all, so it is rendered and compressed once. */
export function respondPages(assets: RespondAssets) {
  const kept = keptPages<Page>();
  const scriptUrl = assets.script && `/respond/${assets.script}`;
  const after = cssAfter(assets);
  const frameOf = (
    language: Language,
    { name, accentColor, logo }: Company,
    asked?: SurveyDefinition,
  ): Frame => ({
    language,
    company: {
      name,
      accent: { light: accentColor, dark: lighter(accentColor) },
      ...(logo && { logoUrl: `/logo/${logo}` }),
    },
    css: asked ? cssFor(assets, asked) : after,
  });

  /** A page of questions, with what was answered so far, or what stands and is being changed. */
  function asked({ company, program, offered }: Asked, given: RenderSurvey): Page {
    const frame = frameOf(given.language, company, given.definition);
    const isExit = program.kind === 'exit';
    const html = surveyPage({
      frame,
      definition: given.definition,
      kind: program.isAnonymous ? 'anonymous' : isExit ? 'exit' : 'survey',
      rendered: renderSurvey(given),
      isCorrecting: given.isCorrecting ?? false,
      offered: offered ?? null,
      unsubscribeUrl: program.isAnonymous ? null : `?unsubscribe&lang=${given.language}`,
      scriptUrl,
    });
    return { html, policy: contentSecurityPolicy(frame) };
  }

  /** The first page, perhaps with an answer preselected by the link in the mail. It only shows; a person's post stores. */
  function fresh(
    { link, gate, versionId }: { link: Asked; gate: SurveyGate; versionId: string },
    { language, preselection }: { language: Language; preselection: Preselection },
  ): Promise<Page> {
    const answers = preselected(gate.definition, preselection);
    const { name, accentColor, logo } = link.company;
    const { kind, isAnonymous } = link.program;
    const { offered } = link;
    const key = JSON.stringify([
      [versionId, language, answers, offered],
      [name, accentColor, logo, kind, isAnonymous],
    ]);
    return kept(key, async () => packed(asked(link, { definition: gate.definition, language, answers })));
  }

  /** What was answered so far, on the page where she stopped; a click in the mail is the later word. */
  function resumed(
    { link, gate: { definition } }: { link: Asked; gate: SurveyGate },
    given: { language: Language; preselection: Preselection; saved: Record<string, unknown> },
  ): Page {
    const clicked = preselected(definition, given.preselection);
    const answers = { ...given.saved, ...clicked };
    const isNews = Object.entries(clicked).some(([name, value]) => given.saved[name] !== value);
    const standing = isNews ? definition.pages[0]?.name : standingPage(definition, answers);
    return asked(link, { definition, language: given.language, answers, standing });
  }

  function state(of: StatePage, language: Language, company: Company): Page {
    const frame = frameOf(language, company);
    return { html: statePage({ frame, state: of, scriptUrl }), policy: contentSecurityPolicy(frame) };
  }

  /** Most thank-yous are alike but for the link they stand at, and are drawn once; one that says more is hers alone. */
  async function thanked(link: { company: Zoned }, language: Language, given: Thanked): Promise<Page> {
    const { gate, thanks, ways } = given;
    const isHers = Boolean(thanks.code ?? thanks.call ?? thanks.points ?? thanks.ticket ?? ways?.refused);
    if (isHers || !ways) return thanksPage(link, language, given);
    const { name, accentColor, logo } = link.company;
    const said = textIn(gate.definition.completedHtml, language);
    const next = nextOf(link.company, thanks, ways && { path: pathMark });
    const key = JSON.stringify(['thanks', language, name, accentColor, logo, said, next]);
    const alike = { ...given, ways: { path: pathMark } };
    const page = await kept(key, async () => thanksPage(link, language, alike));
    return { ...page, html: page.html.replaceAll(pathMark, ways.path) };
  }

  function thanksPage(link: { company: Zoned }, language: Language, { gate, thanks, ways }: Thanked): Page {
    const frame = frameOf(language, link.company);
    const said = textIn(gate.definition.completedHtml, language);
    const next = nextOf(link.company, thanks, ways);
    const html = statePage({ frame, state: 'thanks', scriptUrl, said, next, code: thanks.code ?? null });
    return { html, policy: contentSecurityPolicy(frame) };
  }

  /** For who comes back after answering: what she may still do. What is to happen was told when she answered. */
  function answered(link: { company: Zoned }, language: Language, { thanks, ways }: Sent): Page {
    const frame = frameOf(language, link.company);
    const { offers, ticket } = nextOf(link.company, thanks, ways);
    const next = { contact: null, reward: null, ...(ticket && { ticket }), ...(offers && { offers }) };
    return {
      html: statePage({ frame, state: 'answered', scriptUrl, next }),
      policy: contentSecurityPolicy(frame),
    };
  }

  /** A survey that is still being written: whole and answerable, but nothing in it leads anywhere. */
  function preview(
    { definition, kind }: { definition: SurveyDefinition; kind: string },
    { language, company }: { language: Language; company: Company },
  ): Page {
    const frame = frameOf(language, company, definition);
    const rendered = renderSurvey({ definition, language });
    const thanks = statePage({ frame, state: 'thanks', said: textIn(definition.completedHtml, language) });
    return {
      html: surveyPage({
        frame,
        definition,
        kind: kind === 'exit' ? 'exit' : 'survey',
        rendered: { ...rendered, state: rendered.state && { ...rendered.state, preview: { thanks } } },
        unsubscribeUrl: '#',
        scriptUrl,
      }),
      policy: contentSecurityPolicy(frame),
    };
  }

  return { answered, asked, fresh, preview, resumed, state, thanked };
}

export type RespondPages = ReturnType<typeof respondPages>;

function nextOf({ name, timeZone }: Zoned, thanks: Thanks, ways?: Ways): Next {
  const { contact, reward, points, ticket, call, offers } = thanks;
  return {
    contact: contact && { by: toTheMinute(contact.by), name: contact.name ?? name, timeZone },
    reward,
    ...(points && { points }),
    ...(ticket && { ticket: { ...ticket, timeZone } }),
    call: call ?? null,
    ...(offers && ways && { offers: { ...offers, ...ways, isAsked: Boolean(call) } }),
  };
}

/** As precise as it is told. */
const toTheMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);

/** The language asked for, else the invitation's. */
export function languageFor(asked: unknown, link: SurveyLink): Language {
  if (isLanguage(asked)) return asked;
  return isLanguage(link.invitation.locale) ? link.invitation.locale : 'en';
}

/** The accent colour mixed half with white, to stand on a dark page. */
export function lighter(color: string): string {
  const channels = [1, 3, 5].map((from) => Math.round((parseInt(color.slice(from, from + 2), 16) + 255) / 2));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
