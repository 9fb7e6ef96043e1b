import { map, mergeMap, timer } from 'rxjs';

/** Requests candles of the future. There are none, so that it has no basis for a trade. */
export default ({ data }) =>
  timer(30_000).pipe(
    mergeMap(() => data.rest.candles({ pair: 'btc_jpy', type: '1min', date: '20261122' })),
    map((candles) => {
      if (candles.some(({ openTime }) => openTime > Date.now()))
        throw new Error('it has seen what is to come');
    }),
  );
