import { of } from 'rxjs';
import { expect, it } from 'vitest';
import { createSettings } from '../../app/settings';
import { createSettingsForm, type SettingsForm, type SettingsShown } from './stream';

const formOf = (): SettingsForm & { readonly seen: readonly SettingsShown[] } => {
  const store = createSettings(() => ({ getItem: () => null, setItem: () => undefined }));
  const form = createSettingsForm({
    store,
    theme$: of('auto'),
    language$: of('en'),
    theme: () => undefined,
  });
  const seen: SettingsShown[] = [];
  form.shown$.subscribe((shown) => seen.push(shown));
  return { ...form, seen };
};

it('a limit that is no number is marked, and the last one holds', () => {
  const { actions, seen } = formOf();
  actions.askAbove('５００');
  for (const text of ['500x', ' ']) {
    actions.askAbove(text);
    expect(seen.at(-1)).toMatchObject({
      settings: { askAbove: '５００' },
      askAbove: { text, problem: { type: text === ' ' ? 'missing' : 'no-number' } },
    });
  }
  actions.askAbove('600');
  expect(seen.at(-1)).toMatchObject({
    settings: { askAbove: '600' },
    askAbove: { text: '600', problem: null },
  });
});

it('each average is kept when the other one is changed, though nothing was drawn meanwhile', () => {
  const { actions, seen } = formOf();
  actions.average(0, 5);
  actions.average(1, 75);
  expect(seen.at(-1)?.settings.averages).toEqual([5, 75]);
});
