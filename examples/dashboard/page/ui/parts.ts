import { BehaviorSubject, ignoreElements, retry, tap, timer, type Observable } from 'rxjs';
import type { Words } from '../words/words';
import { again, causeOf } from './told';

/** What has no panel of its own in which it could say what is wrong. */
export type PartName = keyof Words['parts'];

/** Part → what is wrong with it. */
export type Failed = ReadonlyMap<PartName, string>;

export interface Parts {
  /** The part, which never errors: what went wrong is said for the whole page, and it is tried again. */
  readonly part: (name: PartName, source: Observable<unknown>) => Observable<never>;
  readonly failed$: Observable<Failed>;
}

export const createParts = (): Parts => {
  const failed$ = new BehaviorSubject<Failed>(new Map());
  const say = (name: PartName, cause: string): void => failed$.next(new Map(failed$.value).set(name, cause));
  const unsay = (name: PartName): void =>
    failed$.next(new Map([...failed$.value].filter(([each]) => each !== name)));
  return {
    part: (name, source) =>
      source.pipe(
        retry({
          delay: (error) => {
            say(name, causeOf(error));
            return timer(again).pipe(tap(() => unsay(name)));
          },
        }),
        ignoreElements(),
      ),
    failed$,
  };
};
