import { EMPTY, type Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import { createRestGateway } from '../../src/nats/rest-gateway';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/index';

const page: HttpReply = { status: 200, date: 0, body: '{}' };

/** A gateway of REST whose venue answers in this order, and the last way from then on. */
const setUp = (...ways: readonly (() => Observable<HttpReply>)[]) => {
  const clock = virtualClock(0);
  let asked = 0;
  const { answer } = createRestGateway(
    {
      sendRequest: () => (ways[Math.min(asked++, ways.length - 1)] as () => Observable<HttpReply>)(),
      publicUrl: 'https://public.example',
      apiUrl: 'https://api.example/v1',
    },
    clockOf(clock),
  );
  const said: unknown[] = [];
  return {
    clock,
    said,
    asked: () => asked,
    ask: (path = '/btc_jpy/ticker') => answer(path).subscribe((one) => said.push(one)),
  };
};

describe('the memory of the gateway of REST', () => {
  it('has a page for a second, and then asks the venue again', () => {
    const { clock, said, ask, asked } = setUp(() => of(page));
    ask();
    ask();
    clock.advanceBy(1_001);
    ask();
    expect([said, asked()]).toEqual([[page, page, page], 2]);
  });

  it.each<[string, () => Observable<HttpReply>, string]>([
    ['ends without a reply', () => EMPTY, 'cut-off'],
    ['fails', () => throwError(() => new Error('torn')), 'cut-off'],
  ])('keeps no page for longer whose request %s', (_, way, reason) => {
    const { clock, said, ask } = setUp(way, () => of(page));
    ask();
    clock.advanceBy(1_001);
    ask();
    expect(said).toEqual([expect.objectContaining({ reason }), page]);
  });

  it('asks for a page once per second also if so many pages were asked for that it forgot them all', () => {
    const { clock, ask, asked } = setUp(() => of(page));
    ask();
    clock.advanceBy(900);
    for (let i = 0; i < 1_000; i += 1) ask(`/btc_jpy/ticker/${i}`);
    ask();
    const before = asked();
    clock.advanceBy(200);
    ask();
    expect(asked()).toBe(before);
  });
});
