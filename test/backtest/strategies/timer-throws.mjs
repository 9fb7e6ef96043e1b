import { NEVER } from 'rxjs';

export default () => {
  setTimeout(() => {
    throw new Error('broken');
  }, 1_000);
  return NEVER;
};
