import { isObject } from './definition-reader.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Properties that only change SurveyJS's own look or manner: leaving them out asks the same question. */
const LOOK = words(`
  state width minWidth maxWidth colSpan effectiveColSpan startWithNewLine indent page titleLocation showTitle
  descriptionLocation showNumber hideNumber errorLocation useDisplayValuesInDynamicTexts useDisplayValuesInTitle
  clearIfInvisible rateType rateDisplayMode scaleColorMode rateColorMode displayMode autoGenerate
  displayRateDescriptionsAsExtremeItems rateDescriptionLocation itemComponent renderAs separateSpecialChoices colCount
  allowClear showClearButton showOptionsCaption autocomplete autoComplete textWrapEnabled searchEnabled searchMode
  closeOnSelect inputFieldComponent swapOrder useTitleAsLabel inputSize size textUpdateMode inputTextAlignment cols
  autoGrow allowResize acceptCarriageReturn columnMinWidth verticalAlign alternateRows rowTitleWidth cellComponent
  mobileView questionTitleWidth questionTitleLocation gridLayoutColumns questionErrorLocation innerIndent
  showQuestionNumbers questionStartIndex allowAdaptiveActions navigationButtonsVisibility navigationTitle
  navigationDescription showNavigationButtons navigationButtonsLocation locale logo logoWidth logoHeight logoFit
  logoPosition autoFocusFirstQuestion focusFirstQuestionAutomatic autoFocusFirstError focusOnFirstError sjsVersion
  $schema surveyId surveyPostId surveyShowDataSaving cookieName sendResultOnPageNext showPrevButton showPageTitles
  matrixDragHandleArea showPageNumbers questionDescriptionLocation showProgressBar progressBarLocation progressBarType
  progressBarShowPageTitles progressBarShowPageNumbers progressBarInheritWidthFrom showTOC tocLocation
  autoAdvanceEnabled goNextPageAutomatic autoAdvanceAllowComplete allowCompleteSurveyAutomatic clearInvisibleValues
  checkErrorsMode validateVisitedEmptyFields autoGrowComment allowResizeComment commentAreaRows requiredText
  requiredMark questionTitlePattern questionTitleTemplate isSinglePage questionsOnPageMode previewMode widthMode
  gridLayoutEnabled fitToContainer headerView backgroundImage backgroundImageFit backgroundImageAttachment
  backgroundOpacity showBrandInfo storeOthersAsComment loadingHtml themeVariables name type`);

/** Properties whose absence changes what is asked, of whom, or what is kept: each is said aloud. */
const MEANING = words(`
  valueName enableIf resetValueIf resetValueExpression setValueIf setValueExpression defaultValue
  defaultValueExpression correctAnswer validators bindings rateValues rateStep choicesByUrl choicesFromQuestion
  choicesFromQuestionMode choiceValuesFromQuestion choiceTextsFromQuestion choicesVisibleIf choicesEnableIf
  choicesMin choicesMax choicesStep showRefuseItem showDontKnowItem showSelectAllItem hasSelectAll valuePropertyName
  valueTrue valueFalse hideIfChoicesEmpty choicesLazyLoadEnabled allowCustomChoices minValueExpression
  maxValueExpression maskType maskSettings step columnsVisibleIf rowsVisibleIf cells eachRowUnique cellType
  hideIfRowsEmpty triggers calculatedValues navigateToUrl navigateToUrlOnCondition completedHtmlOnCondition
  completedBeforeHtml firstPageIsStartPage firstPageIsStarted showPreviewBeforeComplete showTimer timeLimit
  maxTimeToFinish timeLimitPerPage maxTimeToFinishPage showTimerPanel showTimerPanelMode mode readOnly visible
  requiredIf isRequired partialSendEnabled showCompletePage showCompletedPage maxTextLength maxCommentLength
  maxOthersLength choicesOrder questionOrder questionsOrder rowOrder rowsOrder randomize widgets`);

/** What leaving a property out does: nothing anyone would notice, a change of meaning, or nobody knows. */
export function weightOf(property: string, value: unknown): 'none' | 'meaning' | 'unknown' {
  if (LOOK.has(property) || isSilent(property, value)) return 'none';
  if (MEANING.has(property) || /(?:If|Expression)$/u.test(property)) return 'meaning';
  return 'unknown';
}

const isSilent = (property: string, value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0) ||
  (Object.hasOwn(HARMLESS, property) && HARMLESS[property]?.includes(value) === true);

/** Values of a weighty property that say what happens anyway. */
const HARMLESS: Readonly<Record<string, unknown[]>> = {
  visible: [true],
  readOnly: [false],
  isRequired: [false],
  mode: ['edit'],
  choicesOrder: ['none'],
  questionOrder: ['default', 'initial'],
  questionsOrder: ['default', 'initial'],
  rowOrder: ['initial'],
  rowsOrder: ['initial'],
  rateStep: [1],
  cellType: ['radio'],
  maskType: ['none'],
  firstPageIsStartPage: [false],
  firstPageIsStarted: [false],
  showPreviewBeforeComplete: [false, 'noPreview'],
  showTimer: [false],
  showCompletePage: [true],
  showCompletedPage: [true],
  partialSendEnabled: [false],
  showRefuseItem: [false],
  showDontKnowItem: [false],
  showSelectAllItem: [false],
  hasSelectAll: [false],
  hideIfChoicesEmpty: [false],
  hideIfRowsEmpty: [false],
  eachRowUnique: [false],
  allowCustomChoices: [false],
  choicesLazyLoadEnabled: [false],
  randomize: [false],
  step: ['any'],
};

/** Older and other spellings of the properties we serve. */
const NAMES_NOW: ReadonlyMap<string, string> = new Map([
  ['hasOther', 'showOtherItem'],
  ['hasNone', 'showNoneItem'],
  ['hasComment', 'showCommentArea'],
  ['commentPlaceHolder', 'commentPlaceholder'],
  ['otherPlaceHolder', 'otherPlaceholder'],
  ['placeHolder', 'placeholder'],
  ['optionsCaption', 'placeholder'],
  ['mininumRateDescription', 'minRateDescription'],
  ['minimumRateDescription', 'minRateDescription'],
  ['maximumRateDescription', 'maxRateDescription'],
  ['isAllRowRequired', 'eachRowRequired'],
  ['questions', 'elements'],
]);

/** The same object with its properties named as SurveyJS names them today. A name of today wins over an older one. */
export function namedAsToday(source: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(source).flatMap(([key, value]): [string, unknown][] => {
    const now = NAMES_NOW.get(key) ?? key;
    return now !== key && Object.hasOwn(source, now) ? [] : [[now, value]];
  });
  return Object.fromEntries(entries);
}
