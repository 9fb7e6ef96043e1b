import { assetIndex, type Core } from './core';
import type { VenueAsset } from './instrument';

/** Helpers that deposits and withdrawals share. */

export const later = (core: Core, delay: number, run: () => void): void =>
  core.agenda.at(core.scheduler.now() + delay, () => core.operate(run));

export const knownAsset = (
  core: Core,
  asset: string,
): { readonly index: number; readonly rules: VenueAsset } => {
  const index = assetIndex(core, asset);
  const rules = core.assets[index];
  if (rules === undefined) throw new RangeError(`the venue has no asset ${asset}`);
  return { index, rules };
};

export const putInPlace = <T extends { readonly uuid: string }>(list: T[], item: T): void => {
  const place = list.findIndex(({ uuid }) => uuid === item.uuid);
  if (place < 0) list.push(item);
  else list[place] = item;
};

export const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
