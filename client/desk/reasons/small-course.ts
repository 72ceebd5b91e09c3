import { area, line } from 'd3-shape';

const [width, height] = [200, 56];

/** The line of a small chart and the area under it; a month that may not be told is a gap. */
export function smallCourse(values: (number | null)[], highest: number) {
  const x = (_: number | null, index: number) => (index / Math.max(1, values.length - 1)) * width;
  const y = (value: number | null) => height - ((value ?? 0) / highest) * (height - 4);
  const isTold = (value: number | null) => value !== null;
  return {
    line: line<number | null>(x, y).defined(isTold)(values) ?? '',
    area: area<number | null>().x(x).y0(height).y1(y).defined(isTold)(values) ?? '',
  };
}
