import { describe, expect, it } from 'vitest';
import { accountRefusals } from '../../src/simulator/venue/account-refusals';
import { orderRefusals } from '../../src/simulator/venue/order-refusals';
import { orderFormRefusals } from '../../src/simulator/venue/order-request';
import { assumptions, defaultQuirks, drawQuirks, quirkRegistry } from '../../src/simulator/venue/quirks';

const page = (): string => {
  const open = Object.entries(quirkRegistry).filter(([, quirk]) => !('observed' in quirk));
  const quirks = open.map(([name, { question, variants, reason }]) => {
    const lines = Object.entries(variants).map(
      ([variant, effect], index) => `- \`${variant}\`${index === 0 ? ' (default)' : ''}: ${effect}`,
    );
    return `### \`${name}\`\n\n${question}\n\n${lines.join('\n')}\n\n${reason}\n`;
  });
  const order = [...orderFormRefusals, ...orderRefusals, ...accountRefusals].map(({ code }) => code);
  const fixed = assumptions.map(({ topic, assumption }) => `- **${topic}.** ${assumption}\n`);
  return `# What the simulated exchange only assumes

This page lists what nobody knows of the live venue, and which answers the simulated exchange can be given.

Made from \`src/simulator/venue/quirks.ts\`; \`npx vitest run test/simulator/quirks.test.ts -u\` writes it.

## Quirks

Where the venue's documentation leaves a question open and it matters to a program, a quirk holds every plausible
answer. Choose them by name, or let a seed draw them: what works under all of them works whatever the venue does.
Quirks whose default was seen on the live venue stand in [what it was seen to do](observed.md).

${quirks.join('\n')}
## Fixed assumptions

Where nothing is documented and one behaviour is as good as another.

${fixed.join('')}
## The order of refusals

An order with several faults is refused with the first of these codes that fits. [Questions and error
codes](faq.md#why-an-order-is-refused) has the reason behind each.

${order.join(', ')}
`;
};

describe('quirks', () => {
  it('are listed in the documentation', async () => {
    await expect(page()).toMatchFileSnapshot('../../docs/quirks.md');
  });

  it('default to the first variant', () => {
    for (const [name, { variants }] of Object.entries(quirkRegistry)) {
      expect(defaultQuirks[name as keyof typeof defaultQuirks]).toBe(Object.keys(variants)[0]);
    }
  });

  it('are drawn by a seed: every variant comes up', () => {
    const drawn = new Set<string>();
    for (let at = 0; at < 100; at += 1) {
      for (const [name, variant] of Object.entries(drawQuirks(() => at / 100)))
        drawn.add(`${name} ${variant}`);
    }
    const known = Object.entries(quirkRegistry).flatMap(([name, { variants }]) =>
      Object.keys(variants).map((variant) => `${name} ${variant}`),
    );
    expect([...drawn].sort()).toEqual(known.sort());
  });
});
