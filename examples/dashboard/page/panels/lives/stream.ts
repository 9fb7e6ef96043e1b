import { catchError, map, mergeMap, of, scan, startWith, type Observable } from 'rxjs';
import type { OrderRequest, OrderTransition } from 'rx-bitbank/execution';
import type { PlacedOrder } from '../../app/context';

/** An order of this page, with its steps one after the other. Each fill is one, even if two are equal. */
export interface Life {
  readonly number: number;
  readonly request: OrderRequest;
  readonly steps: readonly OrderTransition[];
}

/** The number of orders that are shown. */
const longest = 50;

export const lives$ = (placed$: Observable<PlacedOrder>): Observable<readonly Life[]> =>
  placed$.pipe(
    mergeMap(({ request, life$ }, number) =>
      life$.pipe(
        scan<OrderTransition, readonly OrderTransition[]>((steps, step) => [...steps, step], []),
        startWith<readonly OrderTransition[]>([]),
        // The ticket shows the error. Nothing was sent.
        catchError(() => of<readonly OrderTransition[]>([])),
        map((steps): Life => ({ number, request, steps })),
      ),
    ),
    scan<Life, readonly Life[]>((lives, life) => {
      const isKnown = lives.some(({ number }) => number === life.number);
      return isKnown
        ? lives.map((each) => (each.number === life.number ? life : each))
        : [life, ...lives].slice(0, longest);
    }, []),
    startWith<readonly Life[]>([]),
  );
