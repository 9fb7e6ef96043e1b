import { map, timer } from 'rxjs';

export default () =>
  timer(1_000).pipe(
    map(() => {
      throw new Error('broken');
    }),
  );
