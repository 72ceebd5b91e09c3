import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';

export type LinePoint = {
  month: string;
  value: number | null;
  low?: number | null;
  high?: number | null;
  n?: number;
};
/** A range that is usual elsewhere, in the line's unit, and what it is called. */
export type Usual = { low: number; high: number; label: string };
export const chart = { width: 640, height: 210, top: 16, bottom: 30, start: 34, end: 44 } as const;

type Input = {
  points: LinePoint[];
  isShare: boolean;
  isRightToLeft: boolean;
  width?: number;
  usual?: Usual | undefined;
};

/** Where the line, its band and its gridlines run. Time runs in reading direction. */
export function lineShape({ points, isShare, isRightToLeft, width = chart.width, usual }: Input) {
  const range = isRightToLeft ? [width - chart.start, chart.end] : [chart.start, width - chart.end];
  const x = scaleLinear([0, Math.max(1, points.length - 1)], range);
  const y = scaleLinear(domainOf(points, isShare, usual?.high), [
    chart.height - chart.bottom,
    chart.top,
  ]).nice(4);
  const isTold = (point: LinePoint) => point.value !== null;
  const path = line<LinePoint>(
    (_, index) => x(index),
    (point) => y(point.value ?? 0),
  ).defined(isTold);
  const band = area<LinePoint>()
    .x((_, index) => x(index))
    .y0((point) => y(point.low ?? point.value ?? 0))
    .y1((point) => y(point.high ?? point.value ?? 0))
    .defined(isTold);
  const lastAt = points.findLastIndex(isTold);
  const last = points[lastAt];
  return {
    line: path(points) ?? '',
    band: band(points) ?? '',
    lonely: points.flatMap((point, index) =>
      isTold(point) && !isNeighbourTold(points, index) ? [{ x: x(index), y: y(point.value ?? 0) }] : [],
    ),
    usual: usual ? { top: y(usual.high), bottom: y(usual.low), label: usual.label } : null,
    grid: y.ticks(4).map((value) => ({ value, y: y(value) })),
    last: last && last.value !== null ? { x: x(lastAt), y: y(last.value), value: last.value } : null,
    places: points.map((point, index) => ({ ...point, x: x(index), y: y(point.value ?? 0) })),
  };
}

function domainOf(points: LinePoint[], isShare: boolean, usual?: number): [number, number] {
  const values = [...points.flatMap(({ value, low, high }) => [value, low, high]), usual].filter(isNumber);
  if (values.length === 0) return isShare ? [0, 1] : [0, 50];
  const [low, high] = [Math.min(...values, 0), Math.max(...values, 0)];
  return isShare ? [0, Math.min(1, high * 1.1 || 1)] : [low, high];
}

const isNeighbourTold = (points: LinePoint[], index: number) =>
  isNumber(points[index - 1]?.value) || isNumber(points[index + 1]?.value);

const isNumber = (value: number | null | undefined): value is number => typeof value === 'number';
