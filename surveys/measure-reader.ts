import { type PropertyReader, report } from './definition-reader.ts';
import { MEASURES, parseMeasure } from './measures.ts';

/** Reads a mark; each measure but the words is taken by one question or row only. */
export const readMeasure: PropertyReader = (value, path, reading) => {
  const measure = parseMeasure(value);
  if (!measure) return report(reading, path, ['not-a-measure', { measures: MEASURES.join(', ') }]);
  if (measure !== 'verbatim' && reading.measures.has(measure))
    return report(reading, path, ['measured-twice', { measure }]);
  reading.measures.add(measure);
  return measure;
};
