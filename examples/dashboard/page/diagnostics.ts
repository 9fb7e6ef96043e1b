import { map, type Observable } from 'rxjs';
import { byId, element } from './dom';
import { time } from './format';

const length = 50;

/** What the clients noticed, newest first. */
export const diagnostics$ = (noticed$: Observable<{ readonly kind: string }>): Observable<unknown> => {
  const list = byId('diagnostic-list');
  return noticed$.pipe(
    map((diagnostic) => {
      const { kind, ...rest } = diagnostic;
      const at = 'at' in rest && typeof rest.at === 'number' ? rest.at : Date.now();
      const detail = JSON.stringify({ ...rest, at: undefined }).slice(0, 200);
      list.prepend(element('li', '', `${time(at)} `, element('b', '', kind), ` ${detail}`));
      while (list.childElementCount > length) list.lastElementChild?.remove();
    }),
  );
};
