import { Observable, type OperatorFunction } from 'rxjs';

/**
 * Emits the values of a list for each value of the source. It does what `concatMap` does with lists, without a subscription
 * per list, which would cost more than most uses of the values.
 *
 * A list that comes while another one is emitted waits for its turn, and so does the end of the source.
 *
 * ```
 * source:               -a-----b--|
 * oneByOne(a → [1, 2])  -(12)--3--|
 * ```
 */
export const oneByOne =
  <A, B>(listOf: (value: A) => readonly B[]): OperatorFunction<A, B> =>
  (source) =>
    new Observable((subscriber) => {
      const waiting: (readonly B[])[] = [];
      let isOver = false;
      const complete = (): void => {
        isOver = true;
        if (waiting.length === 0) subscriber.complete();
      };
      return source.subscribe({
        next: (value) => {
          waiting.push(listOf(value));
          if (waiting.length > 1) return;
          for (let [list] = waiting; list !== undefined; [list] = waiting) {
            for (const one of list) subscriber.next(one);
            waiting.shift();
          }
          if (isOver) subscriber.complete();
        },
        error: (error: unknown) => subscriber.error(error),
        complete,
      });
    });
