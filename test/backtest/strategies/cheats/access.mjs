import { accessSync } from 'node:fs';
import { map, timer } from 'rxjs';

/** Looks whether there is a file, and goes on if it may not. */
export default () =>
  timer(1_000).pipe(
    map(() => {
      try {
        accessSync(new URL(import.meta.url));
        return true;
      } catch {
        return false;
      }
    }),
  );
