/** The properties of a SurveyJS document that hold words customers read. */
export const SHOWN_TEXTS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'completeText',
  'completedHtml',
  'minRateDescription',
  'maxRateDescription',
  'commentText',
  'commentPlaceholder',
  'otherText',
  'otherPlaceholder',
  'noneText',
  'placeholder',
  'labelTrue',
  'labelFalse',
  'text',
]);
