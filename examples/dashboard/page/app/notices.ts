import { filter, ignoreElements, merge, retry, tap, withLatestFrom, type Observable } from 'rxjs';
import type { Fill } from 'rx-bitbank/execution';
import { decimal, pairName, shortDecimal } from '../ui/format';
import { again } from '../ui/latest';
import type { Words } from '../words/words';
import type { Settings, SettingsStore } from './settings';

/** Plays two short tones, upwards for a buy and downwards for a sell. */
const beep = (side: 'buy' | 'sell'): void => {
  const context = new AudioContext();
  const tones = side === 'buy' ? [660, 880] : [880, 660];
  tones.forEach((frequency, i) => {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = frequency;
    volume.gain.value = 0.06;
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + i * 0.12);
    tone.stop(context.currentTime + i * 0.12 + 0.1);
    if (i === tones.length - 1) tone.onended = () => void context.close();
  });
};

const toneOf = ({ side }: Fill): void => {
  try {
    beep(side);
  } catch {
    // The browser has no sound.
  }
};

const noticeOf = (fill: Fill, words: Words): void => {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  try {
    new Notification(
      words.filled(fill.side, shortDecimal(fill.amount), pairName(fill.pair), decimal(fill.price)),
      { tag: String(fill.tradeId) },
    );
  } catch {
    // A phone's browser accepts notices only from a service worker.
  }
};

/** Reports each fill as it is set: by a sound, by a notice of the system, or not at all. */
export const notices$ = (
  fills$: Observable<Fill>,
  settings: SettingsStore,
  words$: Observable<Words>,
): Observable<never> => {
  const asked$ = settings.one$('notice').pipe(
    filter(
      (wanted) => wanted && typeof Notification !== 'undefined' && Notification.permission === 'default',
    ),
    tap(() => void Notification.requestPermission()),
  );
  const latest$ = fills$.pipe(
    retry({ delay: again }),
    withLatestFrom(settings.settings$, words$),
    tap(([fill, wanted, words]: readonly [Fill, Settings, Words]) => {
      if (wanted.sound) toneOf(fill);
      if (wanted.notice) noticeOf(fill, words);
    }),
  );
  return merge(asked$, latest$).pipe(ignoreElements());
};
