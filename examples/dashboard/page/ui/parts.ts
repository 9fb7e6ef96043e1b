import { BehaviorSubject, ignoreElements, retry, tap, timer, type Observable } from 'rxjs';
import type { Words } from '../words/words';
import { again, causeOf } from './latest';

/** A part without a panel of its own in which it could report a problem. */
export type PartName = keyof Words['parts'];

/** The problems by part. */
export type Failed = ReadonlyMap<PartName, string>;

export interface Parts {
  /** Runs a part so that it never errors: a problem is shown for the whole page, and the part is tried again. */
  readonly part: (name: PartName, source: Observable<unknown>) => Observable<never>;
  readonly failed$: Observable<Failed>;
}

export const createParts = (): Parts => {
  const failed$ = new BehaviorSubject<Failed>(new Map());
  const say = (name: PartName, cause: string): void => failed$.next(new Map(failed$.value).set(name, cause));
  const dismiss = (name: PartName): void =>
    failed$.next(new Map([...failed$.value].filter(([each]) => each !== name)));
  return {
    part: (name, source) =>
      source.pipe(
        retry({
          delay: (error) => {
            say(name, causeOf(error));
            return timer(again).pipe(tap(() => dismiss(name)));
          },
        }),
        ignoreElements(),
      ),
    failed$,
  };
};
