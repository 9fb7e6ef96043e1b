import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultKinds } from '../../../src/simulator/faults/fault';
import { parseFault } from '../../../src/simulator/faults/parse-fault';

const page = readFileSync(new URL('../../../docs/faults.md', import.meta.url), 'utf8');
const sections = page.split(/^### /m).slice(1);
const examples = sections.map((section) => ({
  name: section.slice(0, section.indexOf('\n')),
  fault: /```json\n([\s\S]*?)\n```/.exec(section)?.[1] ?? '',
}));

describe('the page about faults', () => {
  it('has every kind once, and no other', () => {
    expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(faultKinds).sort());
  });

  it.each(examples)('has an example of $name that the simulator takes', ({ name, fault }) => {
    expect(parseFault(JSON.parse(fault))).toHaveProperty('kind', name);
  });
});
