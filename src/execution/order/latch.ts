import { type Observable, ReplaySubject } from 'rxjs';

/** Set once, it stays so. */
export interface Latch {
  readonly set: () => void;
  readonly isSet: () => boolean;
  /** Emits when it is set, or at once where it was. */
  readonly set$: Observable<void>;
}

export const createLatch = (): Latch => {
  const set$ = new ReplaySubject<void>(1);
  let isSet = false;
  return {
    set: () => {
      isSet = true;
      set$.next();
    },
    isSet: () => isSet,
    set$: set$.asObservable(),
  };
};
