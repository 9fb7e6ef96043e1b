import { map, scan, startWith, type Observable } from 'rxjs';

export interface Noticed {
  readonly number: number;
  readonly kind: string;
  /** Unix time, ms. */
  readonly at: number;
  readonly detail: string;
}

const longest = 50;

/** Emits the diagnostics of the clients, newest first. */
export const diagnostics$ = (
  noticed$: Observable<{ readonly kind: string; readonly at: number }>,
): Observable<readonly Noticed[]> =>
  noticed$.pipe(
    map(({ kind, at, ...rest }, number): Noticed => ({
      number,
      kind,
      at,
      detail: JSON.stringify(rest).slice(0, 200),
    })),
    scan<Noticed, readonly Noticed[]>((known, noticed) => [noticed, ...known].slice(0, longest), []),
    startWith<readonly Noticed[]>([]),
  );
