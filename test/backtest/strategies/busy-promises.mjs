import { timer } from 'rxjs';

/** Makes promises without end. */
export default () => {
  const again = () => Promise.resolve().then(again);
  timer(1_000).subscribe(again);
  return timer(2_000);
};
