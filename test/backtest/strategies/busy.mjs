import { timer } from 'rxjs';

/** Never returns. */
export default () => {
  timer(1_000).subscribe(() => {
    for (;;);
  });
  return timer(2_000);
};
