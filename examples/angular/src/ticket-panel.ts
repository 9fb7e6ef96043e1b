import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { auditTime, Subject } from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import type { AccountContext } from '../../dashboard/page/app/context';
import { ignoreRepeatedEnter } from '../../dashboard/page/panels/ticket/enter';
import { obstacle$ } from '../../dashboard/page/panels/ticket/obstacle';
import { ticket$, type Click } from '../../dashboard/page/panels/ticket/stream';
import { fieldsOf, ticketTypes, type TicketType, type Typed } from '../../dashboard/page/panels/ticket/typed';
import { assetName, number, spendable } from '../../dashboard/page/ui/format';
import { latest } from '../../dashboard/page/ui/latest';
import { injectBitbank } from './bitbank';
import { perFrame } from './per-frame';
import { Panel } from './panel';
import { injectScreen } from './screen';
import { latestSignal } from './latest-signal';

/** The dashboard's ticket: the typed values go into its stream, and its messages come out as a signal. */
@Component({
  selector: 'app-ticket',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Panel],
  template: `
    <section appPanel id="ticket" [name]="words().order" [latest]="latest()">
      @if (latest().value; as shown) {
        <form
          novalidate
          [class]="'is-' + shown.typed.side"
          (keydown)="ignoreRepeatedEnter($event)"
          (submit)="$event.preventDefault(); submit$.next('one')"
        >
          <fieldset class="sides">
            <legend class="unseen">{{ words().side }}</legend>
            @for (side of sides; track side) {
              <label [class]="side"
                ><input
                  type="radio"
                  name="side"
                  [checked]="shown.typed.side === side"
                  (change)="type({ side })"
                /><span>{{ words().sides[side] }}</span></label
              >
            }
          </fieldset>
          <label
            ><span>{{ words().type }}</span>
            <select #orderType (change)="typeOf(orderType.value)">
              @for (each of ticketTypes; track each) {
                <option [value]="each" [selected]="each === shown.typed.type">
                  {{ words().types[each] }}
                </option>
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
          <div id="ticket-shares" role="group" [attr.aria-label]="words().shareOfAvailable">
            @for (percent of shares; track percent) {
              <button type="button" (click)="share$.next(percent)">{{ percent }} %</button>
            }
          </div>
          <p class="sum" role="note" [attr.aria-label]="words().available">
            <span>{{ words().available }}</span>
            <span
              >{{
                shown.free.amount === null
                  ? '–'
                  : spendable(shown.free.amount, shown.free.asset === 'jpy' ? 0 : 4)
              }}
              {{ assetName(shown.free.asset) }}</span
            >
          </p>
          @if (shown.instrument.margin !== null) {
            <label
              ><span>{{ words().position }}</span>
              <select #position (change)="positionOf(position.value)">
                @for (each of positionSides; track each) {
                  <option [value]="each" [selected]="each === shown.typed.positionSide">
                    {{ words().positionSides[each === '' ? 'none' : each] }}
                  </option>
                }
              </select></label
            >
          }
          @if (shown.typed.type === 'limit') {
            <label class="check"
              ><input
                #postOnly
                type="checkbox"
                [checked]="shown.typed.postOnly"
                (change)="type({ postOnly: postOnly.checked })"
              />{{ words().postOnly }}</label
            >
          }
          <p class="sum" role="note" [attr.aria-label]="words().total">
            <span>{{ words().total }}</span><span>{{ total() }}</span>
          </p>
          <p class="bad" role="status" [attr.aria-label]="words().whatIsWrong">{{ wrong() }}</p>
          <p class="bad" role="status" [attr.aria-label]="words().whyNoTrading">
            {{ shown.obstacle === null ? '' : words().obstacle(shown.obstacle) }}
          </p>
          @if (shown.questions.length > 0) {
            <p id="ticket-question" role="alert">
              @for (question of shown.questions; track question.type) {
                {{ words().question(question) }}
              }
              {{ words().placeAgain }}
            </p>
          }
          <button type="submit" [disabled]="shown.obstacle !== null" (click)="onClick($event)">
            {{ shown.questions.length === 0 ? words().placeOrder : words().placeAnyway }}
          </button>
          <output role="status" [attr.aria-label]="words().fateOfOrder">
            @for (order of orders(); track order) {
              <span>{{ fate() }}</span>
            }
          </output>
        </form>
      }
    </section>
  `,
})
export class TicketPanel {
  readonly instrument = input.required<Instrument>();

  private readonly screen = injectScreen();
  private readonly account = this.screen.account as AccountContext;
  private readonly bitbank = injectBitbank();
  private readonly instrument$ = toObservable(this.instrument);
  protected readonly share$ = new Subject<number>();
  protected readonly submit$ = new Subject<Click>();
  protected readonly sides = ['buy', 'sell'] as const;
  protected readonly ticketTypes = ticketTypes;
  protected readonly words = this.screen.words;
  protected readonly shares = [25, 50, 100];
  protected readonly positionSides = ['', 'long', 'short'] as const;
  protected readonly assetName = assetName;
  protected readonly spendable = spendable;

  protected readonly latest = latestSignal(
    latest(
      ticket$({
        instrument$: this.instrument$,
        book$: (pair) => this.bitbank.book$(pair, { depth: 20 }).pipe(auditTime(100)),
        available$: this.account.exec.available$,
        obstacle$: obstacle$({
          instrument$: this.instrument$,
          connection$: this.account.exec.connection$,
          tradable$: (pair) => this.bitbank.tradable$(pair),
          halted$: this.screen.halted$,
        }),
        picked$: this.screen.picked$,
        askAbove$: this.screen.settings.one$('askAbove'),
        tickers$: this.screen.tickers$,
        typed$: this.account.typed$,
        share$: this.share$,
        submit$: this.submit$,
        place: (request) => this.account.exec.submitOrder(request),
        placed: (order) => this.account.placed$.next(order),
      }),
    ).pipe(perFrame()),
  );
  protected readonly numbers = computed(() => {
    const fields = fieldsOf(this.latest().value?.typed.type ?? 'limit').filter(
      (field) => field !== 'postOnly',
    );
    return [...fields, 'amount' as const];
  });
  protected readonly total = computed(() => {
    const { reckoned = null, instrument } = this.latest().value ?? {};
    return reckoned === null
      ? '–'
      : `${number(reckoned.total, 2)} ${assetName(instrument?.quoteAsset ?? '')}`;
  });
  protected readonly wrong = computed(() => {
    const problem = Object.values(this.latest().value?.problems ?? {}).find((each) => each !== null);
    return problem === undefined ? '' : this.words().problem(problem);
  });
  /** The order that has a fate, if there is one. Each has an element of its own, so that its fate is announced. */
  protected readonly orders = computed(() => {
    const fate = this.latest().value?.fate ?? null;
    return fate === null ? [] : [fate.request];
  });
  protected readonly fate = computed(() => {
    const fate = this.latest().value?.fate ?? null;
    if (fate === null) return '';
    const words = this.words();
    if (fate.type === 'sending') return words.onItsWay;
    return fate.type === 'not-sent' ? words.notSent(fate.cause) : words.fate(fate.transition);
  });

  protected readonly nameOf = (field: 'price' | 'triggerPrice' | 'amount'): string => this.words()[field];
  protected readonly type = (changes: Partial<Typed>): void => this.account.typed$.next(changes);
  protected readonly ignoreRepeatedEnter = ignoreRepeatedEnter;
  protected readonly onClick = (event: MouseEvent): void => {
    if (event.detail < 2) return;
    event.preventDefault();
    this.submit$.next('double');
  };
  protected readonly typeNumber = (field: 'price' | 'triggerPrice' | 'amount', text: string): void =>
    this.type({ [field]: text });
  protected readonly positionOf = (side: string): void =>
    this.type({ positionSide: side as Typed['positionSide'] });
  protected readonly typeOf = (type: string): void => this.type({ type: type as TicketType });
}
