import fc from 'fast-check';
import { compile } from '#surveys/accept.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { answersTo, surveys } from '#tests/surveys/answers-to.ts';

export interface GateTiming {
  survey: string;
  microseconds: number;
  questions: number;
}

const rounds = 400;
const mostAnswers = 100;

/** What judging one response costs: each shipped survey, and the largest document of others. */
export function benchGates(): GateTiming[] {
  const isOthers = ([name]: [string, SurveyDefinition]) => name.endsWith('.json');
  const largest = surveys.filter(isOthers).sort((a, b) => questionCount(b[1]) - questionCount(a[1]))[0];
  const shipped = surveys.filter(([name]) => /^[a-z-]+$/.test(name));
  return [...shipped, ...(largest ? [largest] : [])].map(([survey, definition]) => ({
    survey,
    microseconds: timed(definition),
    questions: questionCount(definition),
  }));
}

const questionCount = (definition: SurveyDefinition): number => questionsOf(definition).length;

/** Processor time, so that a busy machine counts little. */
function timed(definition: SurveyDefinition): number {
  const accept = compile(definition);
  const sample = fc.sample(answersTo(definition, 0), { numRuns: 2000, seed: 1 });
  const answers = sample.filter((one) => accept(one).ok).slice(0, mostAnswers);
  const round = () => {
    for (const one of answers) accept(one);
  };
  for (let i = 0; i < rounds; i++) round();
  const before = process.cpuUsage();
  for (let i = 0; i < rounds; i++) round();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / rounds / answers.length;
}
