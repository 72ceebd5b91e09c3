import type { RatingQuestion } from '#surveys/survey-definition.ts';
import type { ControlProps } from './asked-field.tsx';
import { useAsking } from './asking.ts';
import { fill } from './fill.ts';

/** A row of points, each a native radio whose name says where on the scale it stands, and at the ends what it means. */
export function Scale({ asked, question, id }: ControlProps<RatingQuestion>) {
  const { texts } = useAsking();
  const { rateMin = 1, rateMax = 5, minRateDescription, maxRateDescription } = asked;
  const points = Array.from({ length: rateMax - rateMin + 1 }, (_, index) => rateMin + index);
  const [lowest, highest] = [String(minRateDescription ?? ''), String(maxRateDescription ?? '')];
  const nameOf = (point: number) => {
    const meaning = point === rateMin ? lowest : point === rateMax ? highest : '';
    const place = fill(texts.scale.point, { point, max: rateMax });
    return meaning
      ? texts.scale.pointMeans.replace('{{place}}', place).replace('{{meaning}}', meaning)
      : place;
  };
  return (
    <>
      <div className="points" data-points={points.length}>
        {points.map((point, index) => (
          <label key={point} className="point">
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={asked.name}
              value={point}
              aria-label={nameOf(point)}
              required={question.isRequired}
              defaultChecked={question.value === point}
            />
            <span>{point}</span>
          </label>
        ))}
      </div>
      {lowest || highest ? (
        <p className="ends" aria-hidden="true">
          <span>{lowest ? fill(texts.scale.end, { point: rateMin, meaning: lowest }) : ''}</span>
          <span>{highest ? fill(texts.scale.end, { point: rateMax, meaning: highest }) : ''}</span>
        </p>
      ) : null}
    </>
  );
}
