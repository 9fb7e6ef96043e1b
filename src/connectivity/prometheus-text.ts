import type { Metric } from './metrics';

const escaped = (text: string): string =>
  text.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`));

const sampleLine = ({ name, labels, value }: Metric): string => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
};

/** Writes figures in the text format of Prometheus 0.0.4, which compatible systems read too. */
export const prometheusText = (metrics: readonly Metric[]): string => {
  const byName = new Map<string, Metric[]>();
  for (const each of metrics) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  return Array.from(byName, ([name, own]) => {
    const [first] = own;
    return first === undefined
      ? ''
      : `# HELP ${name} ${first.help}\n# TYPE ${name} ${first.type}\n${own.map(sampleLine).join('')}`;
  }).join('');
};
