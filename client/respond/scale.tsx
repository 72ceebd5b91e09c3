import { useState } from 'react';
import type { RatingQuestion } from '#surveys/survey-definition.ts';
import type { ControlProps } from './asked-field.tsx';
import { useAsking } from './asking.ts';
import { fill } from './fill.ts';

/** A row of points, each a native radio with a name that says where on the scale it stands. */
export function Scale({ asked, question, id, answer }: ControlProps<RatingQuestion>) {
  const { texts } = useAsking();
  const { rateMin = 1, rateMax = 5, minRateDescription, maxRateDescription } = asked;
  const [initial] = useState<unknown>(() => question.value);
  const points = Array.from({ length: rateMax - rateMin + 1 }, (_, index) => rateMin + index);
  const [lowest, highest] = [String(minRateDescription ?? ''), String(maxRateDescription ?? '')];
  const meaningOf = (point: number) =>
    (point === rateMin && lowest) ||
    (point === rateMax && highest) ||
    fill(texts.scale.point, { point, max: rateMax });
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
              required={question.isRequired}
              defaultChecked={initial === point}
              onChange={() => answer(point)}
            />
            <span>
              {point}
              <span className="unseen">, {meaningOf(point)}</span>
            </span>
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
