import type { Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { nothingYet, type Latest } from '../../dashboard/page/ui/latest';

/**
 * Returns a panel's stream as a signal: `toSignal` subscribes now, and unsubscribes when the component is destroyed. It
 * never errors: a problem is a part of its value.
 */
export const latestSignal = <T>(latest$: Observable<Latest<T>>): Signal<Latest<T>> =>
  toSignal(latest$, { initialValue: nothingYet });
