import { brotliCompressSync, gzipSync } from 'node:zlib';
import { cssFor, respondAssets } from '#client/respond/respond-assets.ts';
import { renderSurvey } from '#client/respond/render-survey.tsx';
import { surveyPage } from '#client/respond/page.tsx';
import { projectRoot } from '#db/project-root.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';

/** What a shipped survey's page weighs on the line in each language, in bytes. */
export interface PageWeight {
  code: string;
  brotli: Record<Language, number>;
  heaviestGzip: number;
}

export function pageWeights(): PageWeight[] {
  const assets = respondAssets(projectRoot);
  return shippedSurveys().map(({ code, definition }) => {
    const pages = LANGUAGES.map((language) => [language, pageOf(definition, language)] as const);
    const brotli = pages.map(([language, html]) => [language, brotliCompressSync(html).length]);
    return {
      code,
      // Every language is in the list.
      brotli: Object.fromEntries(brotli) as Record<Language, number>,
      heaviestGzip: Math.max(...pages.map(([, html]) => gzipSync(html, { level: 9 }).length)),
    };
  });

  function pageOf(definition: SurveyDefinition, language: Language): string {
    const accent = { light: '#0f6b57', dark: '#4cc2a6' };
    return surveyPage({
      frame: { language, company: { name: 'Water & Market', accent }, css: cssFor(assets, definition) },
      definition,
      kind: 'survey',
      rendered: renderSurvey({ definition, language }),
      unsubscribeUrl: '?unsubscribe',
      scriptUrl: `/respond/${assets.script ?? 'survey.js'}`,
    });
  }
}
