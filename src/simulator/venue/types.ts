/** The types of the core, which the commands and queries of `Controls.venue` use. */
export type * from './account';
export type * from './displayed';
export type * from './events';
export type * from './instrument';
export type * from './order';
export type { Refusal } from './refusal';
export type { AssetUnits, ExactNotional, FineUnits, Lots, Ticks } from './units';
export type * from './venue';
