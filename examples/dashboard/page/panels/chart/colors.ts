/** Resolves a color, because CSS colors can be functions, and a canvas needs their values. */
const resolved = (name: string): string => {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const result = getComputedStyle(probe).color;
  probe.remove();
  return result || 'gray';
};

const faded = (rgb: string, alpha: number): string =>
  rgb.startsWith('rgb(') ? rgb.replace('rgb(', 'rgba(').replace(')', `, ${alpha})`) : rgb;

export interface ChartColors {
  readonly ground: string;
  readonly text: string;
  readonly line: string;
  readonly up: string;
  readonly down: string;
  readonly volume: string;
  readonly averages: readonly [string, string];
}

/** Returns the colors of the style sheet at this moment. */
export const chartColors = (): ChartColors => ({
  ground: resolved('--panel'),
  text: resolved('--faint'),
  line: resolved('--grid'),
  up: resolved('--bid'),
  down: resolved('--ask'),
  volume: faded(resolved('--faint'), 0.4),
  averages: [resolved('--average-1'), resolved('--average-2')],
});
