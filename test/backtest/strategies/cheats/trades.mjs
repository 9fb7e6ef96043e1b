import { mergeMap, timer } from 'rxjs';

/** Waits in real time until the recording has been read further. */
export default ({ data }) =>
  timer(1_000).pipe(
    mergeMap(async () => {
      const before = Date.now();
      for (let i = 0; i < 100_000; i += 1) await null;
      if (Date.now() !== before) throw new Error('time has passed');
      const trades = [];
      data.rest.transactions({ pair: 'btc_jpy' }).subscribe((found) => trades.push(...found));
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (trades.some(({ timestamp }) => timestamp > Date.now()))
        throw new Error('it has seen what is to come');
    }),
  );
