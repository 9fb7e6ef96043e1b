import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPlainDecimal } from '../../../src/model/decimal';
import { assets } from '../../../src/simulator/market/assets';
import { instruments } from '../../../src/simulator/market/instruments';
import { marketProfiles } from '../../../src/simulator/market/profiles';
import { spotPair } from '../../../src/simulator/market/spot-pairs';

const captured = new URL('../../../../shared/data/spot-pairs.json', import.meta.url);
const capturedAt = Date.UTC(2026, 6, 25, 12);
const byName = <T extends { name: string }>(a: T, b: T) => (a.name < b.name ? -1 : 1);

describe('instruments', () => {
  it('lists 62 pairs, 18 of them suspended and 5 with margin trading', () => {
    expect(new Set(instruments.map(({ pair }) => pair)).size).toBe(62);
    expect(instruments.filter(({ stopped }) => stopped.order)).toHaveLength(18);
    expect(instruments.filter(({ margin }) => margin !== null)).toHaveLength(5);
  });

  it('moves the margin weeks on with the clock', () => {
    const [btc] = instruments;
    if (!btc) throw new Error('no instrument');
    const lastMoment = 1785250799999;
    expect(spotPair(btc, lastMoment).margin_current_company_until).toBe(lastMoment);
    expect(spotPair(btc, lastMoment + 1).margin_current_company_until).toBe(lastMoment + 604_800_000);
    expect(spotPair(btc, lastMoment + 1).margin_next_company_until).toBe(lastMoment + 2 * 604_800_000);
  });

  it.skipIf(!existsSync(captured))(
    'has the figures of the captured reply (left out if ../shared/data is missing)',
    () => {
      const reply = JSON.parse(readFileSync(captured, 'utf8')) as { data: { pairs: { name: string }[] } };
      const ours = instruments.map((instrument) => spotPair(instrument, capturedAt));
      expect([...ours].sort(byName)).toEqual(reply.data.pairs.sort(byName));
      expect(ours.map(Object.keys)).toEqual(reply.data.pairs.map(Object.keys));
    },
  );
});

describe('assets', () => {
  const known = new Map(assets.map((asset) => [asset.asset, asset]));

  it('covers every base and quote asset of the pairs', () => {
    expect(known.size).toBe(assets.length);
    for (const { baseAsset, quoteAsset } of instruments) {
      expect(known.has(baseAsset), baseAsset).toBe(true);
      expect(known.has(quoteAsset), quoteAsset).toBe(true);
    }
  });

  it('counts no finer than the smallest unit of an asset', () => {
    for (const { baseAsset, amountDigits } of instruments)
      expect(known.get(baseAsset)?.precision).toBeGreaterThanOrEqual(amountDigits);
  });

  it('names a network and a plain withdrawal fee for every coin', () => {
    for (const { asset, networks } of assets) {
      if (asset === 'jpy') expect(networks).toEqual([]);
      else expect(networks.length).toBeGreaterThan(0);
      for (const { withdrawalFee } of networks) expect(isPlainDecimal(withdrawalFee)).toBe(true);
    }
  });
});

describe('market profiles', () => {
  it('gives every pair a price that its tick can move by less than a thousandth', () => {
    for (const { pair, priceDigits } of instruments) {
      const profile = marketProfiles.get(pair);
      expect(profile, pair).toBeDefined();
      if (profile === undefined || pair.endsWith('_btc')) continue;
      expect(10 ** -priceDigits / profile.price, pair).toBeLessThan(0.001);
    }
  });
});
