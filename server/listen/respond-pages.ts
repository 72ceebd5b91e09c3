import type { Next, Offers } from '#client/respond/after-answer.tsx';
import type { Frame } from '#client/respond/document.tsx';
import { contentSecurityPolicy } from '#client/respond/document.tsx';
import { statePage, surveyPage, type StatePage } from '#client/respond/page.tsx';
import { renderSurvey, type RenderSurvey } from '#client/respond/render-survey.tsx';
import { cssFor, type RespondAssets } from '#client/respond/respond-assets.ts';
import { standingPage } from '#surveys/form-steps.ts';
import { isLanguage, textIn, type Language } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { preselected, type Preselection } from './preselected.ts';
import type { SurveyGate } from './survey-gates.ts';
import type { SurveyLink } from './survey-link.ts';
import type { Thanks } from './thanks.ts';

export interface Page {
  html: string;
  policy: string;
}

type Company = Pick<SurveyLink['company'], 'name' | 'accentColor'> & { logo?: string | null };

/** What a page needs of the link that leads to it, personal or shared. */
interface Asked {
  company: Company;
  program: Pick<SurveyLink['program'], 'kind'> & { isAnonymous?: boolean };
}

type Zoned = Company & Pick<SurveyLink['company'], 'timeZone'>;

/** Where the ways lead that a customer may still go, and what of it was refused. */
export type Ways = Pick<Offers, 'path' | 'refused'>;
type Sent = { thanks: Thanks; ways: Ways };

/** Stands in a kept page where the customer's own token goes. */
const tokenMark = '-token-of-the-link-';

/** The pages of one process. A survey nobody has begun is the same for all, so it is rendered once and kept. */
export function respondPages(assets: RespondAssets) {
  const kept = new Map<string, Page>();
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
    css: asked ? cssFor(assets, asked) : assets.css,
  });

  /** A page of questions, with what was answered so far, or what stands and is being changed. */
  function asked({ company, program }: Asked, token: string, given: RenderSurvey): Page {
    const frame = frameOf(given.language, company, given.definition);
    const isExit = program.kind === 'exit';
    const html = surveyPage({
      frame,
      definition: given.definition,
      kind: program.isAnonymous ? 'anonymous' : isExit ? 'exit' : 'survey',
      rendered: renderSurvey(given),
      isCorrecting: given.isCorrecting ?? false,
      unsubscribeUrl: program.isAnonymous ? null : `/u/${token}?lang=${given.language}`,
      scriptUrl: assets.script && `/respond/${assets.script}`,
    });
    return { html, policy: contentSecurityPolicy(frame) };
  }

  /** The first page, perhaps with an answer preselected by the link in the mail. It only shows; a person's post stores. */
  function fresh(
    { link, token, gate, versionId }: { link: Asked; token: string; gate: SurveyGate; versionId: string },
    { language, preselection }: { language: Language; preselection: Preselection },
  ): Page {
    const answers = preselected(gate.definition, preselection);
    const { name, accentColor, logo } = link.company;
    const { kind, isAnonymous } = link.program;
    const key = JSON.stringify([versionId, language, answers, name, accentColor, logo, kind, isAnonymous]);
    const page = kept.get(key) ?? asked(link, tokenMark, { definition: gate.definition, language, answers });
    kept.set(key, page);
    return { ...page, html: page.html.replaceAll(tokenMark, token) };
  }

  /** What was answered so far, on the first page that still misses something; a click in the mail is the later word. */
  function resumed(
    { link, token, gate: { definition } }: { link: Asked; token: string; gate: SurveyGate },
    given: { language: Language; preselection: Preselection; saved: Record<string, unknown> },
  ): Page {
    const clicked = preselected(definition, given.preselection);
    const answers = { ...given.saved, ...clicked };
    const isNews = Object.entries(clicked).some(([name, value]) => given.saved[name] !== value);
    const standing = isNews ? definition.pages[0]?.name : standingPage(definition, answers);
    return asked(link, token, { definition, language: given.language, answers, standing });
  }

  function state(of: StatePage, language: Language, company: Company): Page {
    const frame = frameOf(language, company);
    return { html: statePage({ frame, state: of }), policy: contentSecurityPolicy(frame) };
  }

  function thanked(
    link: { company: Zoned },
    language: Language,
    { gate, thanks, ways }: { gate: SurveyGate; thanks: Thanks; ways?: Ways },
  ): Page {
    const frame = frameOf(language, link.company);
    const said = textIn(gate.definition.completedHtml, language);
    const next = nextOf(link.company, thanks, ways);
    const html = statePage({ frame, state: 'thanks', said, next });
    return { html, policy: contentSecurityPolicy(frame) };
  }

  /** For who comes back after answering: what she may still do. What is to happen was told when she answered. */
  function answered(link: { company: Zoned }, language: Language, { thanks, ways }: Sent): Page {
    const frame = frameOf(language, link.company);
    const { offers } = nextOf(link.company, thanks, ways);
    const next = { contact: null, reward: null, ...(offers && { offers }) };
    return {
      html: statePage({ frame, state: 'answered', next }),
      policy: contentSecurityPolicy(frame),
    };
  }

  /** A survey that is still being written: whole and answerable, but nothing in it leads anywhere. */
  function preview(
    { definition, kind }: { definition: SurveyDefinition; kind: string },
    { language, company }: { language: Language; company: Company },
  ): Page {
    const frame = frameOf(language, company, definition);
    const { html, state: taken } = renderSurvey({ definition, language });
    const thanks = statePage({ frame, state: 'thanks', said: textIn(definition.completedHtml, language) });
    return {
      html: surveyPage({
        frame,
        definition,
        kind: kind === 'exit' ? 'exit' : 'survey',
        rendered: { html, state: taken && { ...taken, preview: { thanks } } },
        unsubscribeUrl: '#',
        scriptUrl: assets.script && `/respond/${assets.script}`,
      }),
      policy: contentSecurityPolicy(frame),
    };
  }

  return { answered, asked, fresh, preview, resumed, state, thanked };
}

export type RespondPages = ReturnType<typeof respondPages>;

function nextOf({ name, timeZone }: Zoned, { contact, reward, call, offers }: Thanks, ways?: Ways): Next {
  return {
    contact: contact && { by: contact.by, name: contact.name ?? name, timeZone },
    reward,
    call: call ?? null,
    ...(offers && ways && { offers: { ...offers, ...ways, isAsked: Boolean(call) } }),
  };
}

/** The language asked for, else the invitation's. */
export function languageFor(asked: unknown, link: SurveyLink): Language {
  if (isLanguage(asked)) return asked;
  return isLanguage(link.invitation.locale) ? link.invitation.locale : 'en';
}

/** The accent colour mixed half with white, to stand on a dark page. */
function lighter(color: string): string {
  const channels = [1, 3, 5].map((from) => Math.round((parseInt(color.slice(from, from + 2), 16) + 255) / 2));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
