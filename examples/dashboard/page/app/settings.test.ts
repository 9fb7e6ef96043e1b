import { describe, expect, it } from 'vitest';
import { addressOf, hashOf } from './address';
import { createSettings, defaultSettings, readSettings } from './settings';

describe('the settings', () => {
  it('are what was kept, as far as it is what it should be', () => {
    expect(readSettings(null)).toEqual(defaultSettings);
    expect(readSettings('{')).toEqual(defaultSettings);
    expect(readSettings('null')).toEqual(defaultSettings);
    expect(
      readSettings(
        '{"sound":true,"notice":"yes","averages":[5,0],"language":"fr","grouping":[],"askAbove":"x"}',
      ),
    ).toEqual({
      ...defaultSettings,
      sound: true,
    });
    expect(readSettings('{"language":"ja","averages":[5,75]}')).toMatchObject({
      language: 'ja',
      averages: [5, 75],
    });
  });

  it('hold though the browser keeps nothing', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    const blocked = (): never => {
      throw new Error('blocked');
    };
    for (const storage of [() => full, blocked]) {
      const settings = createSettings(storage);
      expect(settings.current()).toEqual(defaultSettings);
      settings.change({ sound: true });
      expect(settings.current().sound).toBe(true);
    }
  });
});

describe('the address', () => {
  const otherwise = { pair: 'btc_jpy', interval: '1min', theme: 'auto' };

  it('says pair, interval and theme, and is read back', () => {
    const address = { pair: 'xrp_jpy', interval: '1hour', theme: 'dark' } as const;
    expect(hashOf(address)).toBe('#pair=xrp_jpy&interval=1hour&theme=dark');
    expect(addressOf(hashOf(address), otherwise)).toEqual(address);
  });

  it('is as it was last where it says nothing, or nonsense', () => {
    expect(addressOf('', otherwise)).toEqual(otherwise);
    expect(addressOf('#pair=<script>&interval=2min&theme=pink', otherwise)).toEqual(otherwise);
  });
});
