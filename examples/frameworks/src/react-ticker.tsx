import { useMemo } from 'react';
import type { DataClient } from 'rx-bitbank';
import { useFeed } from './use-feed';

export const ReactTicker = ({ data, pair }: { readonly data: DataClient; readonly pair: string }) => {
  const ticker = useFeed(useMemo(() => data.ticker$(pair), [data, pair]));
  return <output>{ticker === undefined ? '…' : `${ticker.pair} ${ticker.last ?? 'none'}`}</output>;
};
