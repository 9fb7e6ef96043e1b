import { concat, NEVER, of, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { metricsOf, type Metered, type Metric } from '../../src/connectivity/metrics';
import { prometheusText } from '../../src/connectivity/prometheus-text';

const open = { state: 'open', attempt: 0, cause: null } as const;
const waiting = { state: 'waiting', attempt: 2, cause: 'lost' } as const;
const traffic = { frames: 3, bytes: 900, lastAt: 1_790_000_000_500, lag: 250 };

const valuesOf = (metrics: readonly Metric[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    metrics.map(({ name, labels, value }) => [[name, ...Object.values(labels)].join(' '), value]),
  );

describe('metricsOf', () => {
  it('reports links, diagnostics by kind and rooms of both clients, and emits once for changes of one moment', () => {
    const scheduler = new VirtualTimeScheduler(undefined, 4_000);
    const data: Metered = {
      connection$: concat(of(open), NEVER),
      diagnostics$: concat(of({ kind: 'link-lost', count: 1 }, { kind: 'link-lost', count: 4 }), NEVER),
      rooms$: concat(of(new Map([['ticker_btc_jpy', traffic]])), NEVER),
    };
    const exec: Metered = { connection$: concat(of(waiting), NEVER), diagnostics$: NEVER };
    const told: Readonly<Record<string, number>>[] = [];
    metricsOf(data, exec, { scheduler }).subscribe((metrics) => told.push(valuesOf(metrics)));
    scheduler.flush();
    expect(told).toEqual([
      {
        'rx_bitbank_connection_state data idle': 0,
        'rx_bitbank_connection_state data connecting': 0,
        'rx_bitbank_connection_state data open': 1,
        'rx_bitbank_connection_state data waiting': 0,
        'rx_bitbank_connection_failures data': 0,
        'rx_bitbank_diagnostics_total data link-lost': 5,
        'rx_bitbank_room_frames_total ticker_btc_jpy': 3,
        'rx_bitbank_room_bytes_total ticker_btc_jpy': 900,
        'rx_bitbank_room_last_frame_seconds ticker_btc_jpy': 1_790_000_000.5,
        'rx_bitbank_room_lag_seconds ticker_btc_jpy': 0.25,
        'rx_bitbank_connection_state execution idle': 0,
        'rx_bitbank_connection_state execution connecting': 0,
        'rx_bitbank_connection_state execution open': 0,
        'rx_bitbank_connection_state execution waiting': 1,
        'rx_bitbank_connection_failures execution': 2,
      },
    ]);
  });
});

describe('prometheusText', () => {
  it('writes the head of each name once, and escapes the values of labels', () => {
    const figure = { name: 'n_total', type: 'counter', help: 'How many.' } as const;
    expect(
      prometheusText([
        { ...figure, labels: { kind: 'a' }, value: 1 },
        { name: 'up', type: 'gauge', help: 'Up?', labels: {}, value: 0.5 },
        { ...figure, labels: { kind: 'quote " back \\ line \n' }, value: 2 },
      ]),
    ).toBe(
      '# HELP n_total How many.\n# TYPE n_total counter\nn_total{kind="a"} 1\n' +
        'n_total{kind="quote \\" back \\\\ line \\n"} 2\n' +
        '# HELP up Up?\n# TYPE up gauge\nup 0.5\n',
    );
    expect(prometheusText([])).toBe('');
  });
});
