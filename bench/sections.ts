import { allPairsSection } from './all-pairs';
import { backtestSection } from './backtest';
import { bookSection } from './book';
import { memorySection } from './memory';
import { modelsSection } from './models';
import { orderSection } from './order';
import { natsSection } from './nats';
import { pageSection } from './page';
import { recordingSection } from './recording';
import { replaySection } from './replay';
import type { Extent, Section } from './section';
import { simulatorSection } from './simulator';
import { smallFeedsSection } from './small-feeds';
import { socketSection } from './socket';
import { startSection } from './start';
import { subscribersSection } from './subscribers';

/** The sections that measure, by the name that `--only` takes. */
export const sections: Readonly<Record<string, (extent: Extent) => Section | Promise<Section>>> = {
  book: bookSection,
  feeds: smallFeedsSection,
  socket: socketSection,
  order: orderSection,
  memory: memorySection,
  subscribers: subscribersSection,
  pairs: allPairsSection,
  recording: recordingSection,
  replay: replaySection,
  models: modelsSection,
  backtest: backtestSection,
  page: pageSection,
  simulator: simulatorSection,
  start: startSection,
  nats: natsSection,
};
