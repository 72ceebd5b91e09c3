import { useDirection } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { chart, lineShape, type LinePoint, type Usual } from './line-shape.ts';
import styles from './line-with-band.module.css';

type Props = {
  title: string;
  points: LinePoint[];
  tell: (value: number) => string;
  isShare: boolean;
  usual?: Usual | undefined;
};

export function LineChart({ title, points, tell, isShare, usual }: Props) {
  const { t } = useTranslation('desk');
  const isRightToLeft = useDirection().dir === 'rtl';
  const { ref, width: measured } = useElementSize();
  const width = measured || chart.width;
  const shape = lineShape({ points, isShare, isRightToLeft, width, usual });
  const told = shape.last ? tell(shape.last.value) : t('figure.none');
  const start = isRightToLeft ? width : 0;
  const away = isRightToLeft ? -1 : 1;
  const end = start + away * (width - chart.end);
  return (
    <figure ref={ref} className={styles.frame} aria-label={`${title}: ${told}`}>
      <svg viewBox={`0 0 ${width} ${chart.height}`} className={styles.chart} aria-hidden>
        {shape.grid.map(({ value, y }) => (
          <g key={value}>
            <path className={value === 0 ? styles.zero : styles.grid} d={`M${start} ${y}H${end}`} />
            <text x={start} y={y - 4} className={styles.axis}>
              {tell(value)}
            </text>
          </g>
        ))}
        <path className={styles.band} d={shape.band} />
        {shape.usual ? (
          <>
            <path
              className={styles.usual}
              d={`M${start} ${shape.usual.top}H${end}V${shape.usual.bottom}H${start}Z`}
            />
            <text x={start + away * 56} y={shape.usual.top - 4} className={styles.axis}>
              {shape.usual.label}
            </text>
          </>
        ) : null}
        <path className={styles.line} d={shape.line} />
        {shape.lonely.map(({ x, y }) => (
          <circle key={x} className={styles.dot} cx={x} cy={y} r={3} />
        ))}
        {shape.last ? (
          <>
            <circle className={styles.dot} cx={shape.last.x} cy={shape.last.y} r={4} />
            <text className={styles.last} x={shape.last.x + 9 * away} y={shape.last.y + 4.5}>
              {tell(shape.last.value)}
            </text>
          </>
        ) : null}
        <Months places={shape.places} width={width} />
        <Details places={shape.places} tell={tell} />
      </svg>
    </figure>
  );
}

type Places = ReturnType<typeof lineShape>['places'];

function Months({ places, width }: { places: Places; width: number }) {
  const { month } = useFormat();
  const last = places.length - 1;
  const every = Math.max(1, Math.ceil(places.length / (width < 420 ? 4 : 6)));
  const told = places.filter((_, index) => (last - index) % every === 0);
  return told.map((place) => (
    <text key={place.month} x={place.x} y={chart.height - 8} className={styles.middle}>
      {month(place.month)}
    </text>
  ));
}

/** A hover says the month's own value, interval and n. */
function Details({ places, tell }: { places: Places; tell: (value: number) => string }) {
  const { t } = useTranslation('desk');
  const { monthAndYear, number } = useFormat();
  const told = places.filter((place) => place.value !== null);
  return told.map(({ month, value, low, high, n, x, y }) => (
    <circle key={month} cx={x} cy={y} r={14} className={styles.touch}>
      <title>
        {`${monthAndYear(month)}: ${tell(value ?? 0)}`}
        {isNumber(low) && isNumber(high)
          ? ` (${t('chart.range', { low: tell(low), high: tell(high) })})`
          : ''}
        {n === undefined ? '' : `, ${t('figure.n', { n: number(n) })}`}
      </title>
    </circle>
  ));
}

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
