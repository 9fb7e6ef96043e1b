import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { auditTime, catchError, EMPTY, NEVER, of, Subject, switchMap, timer } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import type { Trading } from 'rx-bitbank/execution';
import { obstacle$ } from '../../dashboard/page/panels/ticket/obstacle';
import { ticket$, type Click } from '../../dashboard/page/panels/ticket/stream';
import { fieldsOf, ticketTypes, type TicketType, type Typed } from '../../dashboard/page/panels/ticket/typed';
import { assetName, number, spendable } from '../../dashboard/page/ui/format';
import { told } from '../../dashboard/page/ui/told';
import { en } from '../../dashboard/page/words/en';
import { injectAccount } from './account';
import { injectBitbank } from './bitbank';
import { perFrame } from './per-frame';
import { toldSignal } from './told';

/** The dashboard's ticket: the typed values go into its stream, and its messages come out as a signal. */
@Component({
  selector: 'app-ticket',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section id="ticket" aria-labelledby="ticket-title">
      <h2 id="ticket-title">Order</h2>
      @if (told().problem; as problem) {
        <p class="problem" role="alert">{{ problem }}. It is tried again.</p>
      }
      @if (told().value; as shown) {
        <form
          novalidate
          [class]="'is-' + shown.typed.side"
          (submit)="$event.preventDefault(); submit$.next('one')"
        >
          <fieldset class="sides">
            <legend class="unseen">Side</legend>
            @for (side of sides; track side) {
              <label [class]="side"
                ><input
                  type="radio"
                  name="side"
                  [checked]="shown.typed.side === side"
                  (change)="type({ side })"
                /><span>{{ words.sides[side] }}</span></label
              >
            }
          </fieldset>
          <label
            ><span>Type</span>
            <select #orderType (change)="typeOf(orderType.value)">
              @for (each of ticketTypes; track each) {
                <option [value]="each" [selected]="each === shown.typed.type">{{ words.types[each] }}</option>
              }
            </select></label
          >
          @for (field of numbers(); track field) {
            <label
              ><span>{{ nameOf(field) }}</span>
              <input
                #number
                inputmode="decimal"
                autocomplete="off"
                [attr.aria-label]="nameOf(field)"
                [attr.aria-invalid]="shown.problems[field] === null ? null : true"
                [value]="shown.typed[field]"
                (input)="typeNumber(field, number.value)"
            /></label>
          }
          <p class="sum" role="note" aria-label="Available">
            <span>Available</span>
            <span
              >{{
                shown.free.amount === null
                  ? '–'
                  : spendable(shown.free.amount, shown.free.asset === 'jpy' ? 0 : 4)
              }}
              {{ assetName(shown.free.asset) }}</span
            >
          </p>
          <p class="sum" role="note" aria-label="Total">
            <span>Total</span><span>{{ total() }}</span>
          </p>
          <p class="bad" role="status" aria-label="What is wrong with the order">{{ wrong() }}</p>
          <p class="bad" role="status" aria-label="Why there is no trading">
            {{ shown.obstacle === null ? '' : words.obstacle(shown.obstacle) }}
          </p>
          @if (shown.questions.length > 0) {
            <p id="ticket-question" role="alert">
              @for (question of shown.questions; track question.type) {
                {{ words.question(question) }}
              }
              {{ words.placeAgain }}
            </p>
          }
          <button type="submit" [disabled]="shown.obstacle !== null" (click)="onClick($event)">
            {{ shown.questions.length === 0 ? words.placeOrder : words.placeAnyway }}
          </button>
          <output role="status" aria-label="Fate of the order">{{ fate() }}</output>
        </form>
      } @else {
        <p class="empty">Waiting for data.</p>
      }
    </section>
  `,
})
export class TicketPanel {
  readonly instrument = input.required<Instrument>();

  private readonly exec = injectAccount() as Trading;
  private readonly bitbank = injectBitbank();
  private readonly instrument$ = toObservable(this.instrument);
  private readonly typed$ = new Subject<Partial<Typed>>();
  protected readonly submit$ = new Subject<Click>();
  protected readonly sides = ['buy', 'sell'] as const;
  protected readonly ticketTypes = ticketTypes;
  protected readonly words = en;
  protected readonly assetName = assetName;
  protected readonly spendable = spendable;

  protected readonly told = toldSignal(
    told(
      ticket$({
        instrument$: this.instrument$,
        book$: (pair) => this.bitbank.book$(pair, { depth: 20 }).pipe(auditTime(100)),
        available$: this.exec.available$,
        obstacle$: obstacle$({
          instrument$: this.instrument$,
          connection$: this.exec.connection$,
          tradable$: (pair) => this.bitbank.tradable$(pair),
          halted$: of(false),
        }),
        picked$: NEVER,
        askAbove$: of('1000000'),
        tickers$: timer(0, 5_000).pipe(
          switchMap(() => this.bitbank.rest.tickers().pipe(catchError(() => EMPTY))),
        ),
        typed$: this.typed$,
        share$: NEVER,
        submit$: this.submit$,
        place: (request) => this.exec.submitOrder(request),
        placed: () => undefined,
      }),
    ).pipe(perFrame()),
  );
  protected readonly numbers = computed(() => {
    const fields = fieldsOf(this.told().value?.typed.type ?? 'limit').filter((field) => field !== 'postOnly');
    return [...fields, 'amount' as const];
  });
  protected readonly total = computed(() => {
    const { reckoned = null, instrument } = this.told().value ?? {};
    return reckoned === null
      ? '–'
      : `${number(reckoned.total, 2)} ${assetName(instrument?.quoteAsset ?? '')}`;
  });
  protected readonly wrong = computed(() => {
    const problem = Object.values(this.told().value?.problems ?? {}).find((each) => each !== null);
    return problem === undefined ? '' : en.problem(problem);
  });
  protected readonly fate = computed(() => {
    const fate = this.told().value?.fate ?? null;
    if (fate === null) return '';
    if (fate.type === 'sending') return en.onItsWay;
    return fate.type === 'not-sent' ? en.notSent(fate.cause) : en.fate(fate.transition);
  });

  protected readonly nameOf = (field: 'price' | 'triggerPrice' | 'amount'): string => en[field];
  protected readonly type = (changes: Partial<Typed>): void => this.typed$.next(changes);
  protected readonly onClick = (event: MouseEvent): void => {
    if (event.detail < 2) return;
    event.preventDefault();
    this.submit$.next('double');
  };
  protected readonly typeNumber = (field: 'price' | 'triggerPrice' | 'amount', text: string): void =>
    this.type({ [field]: text });
  protected readonly typeOf = (type: string): void => this.type({ type: type as TicketType });
}
