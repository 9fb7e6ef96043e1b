import type { UntradableReason } from 'rx-bitbank';
import type { CancelOutcome, Order, OrderTransition } from 'rx-bitbank/execution';
import { assetName, pairName } from '../ui/format';
import { jaNames } from './ja-names';
import { plain } from './ja-causes';
import type { en } from './en';

type Words = typeof en;

const reasons: Readonly<Record<UntradableReason, string>> = {
  halt: '取引所が停止中',
  maintenance: '取引所がメンテナンス中',
  suspended: 'このペアは停止中',
  'circuit-break': 'サーキットブレイク中',
  unknown: '取引できるか不明',
};

/** The venue's refusals that a trader meets most, by their code. */
const refusals: Readonly<Record<number, string>> = {
  50061: '新規建ての余力が足りません',
  50062: '建玉の数量を超えています',
  60001: '残高が足りません',
  60002: '成行買いの上限を超えています',
  60003: '数量が上限を超えています',
  60004: '数量が下限に足りません',
  60005: '価格が上限を超えています',
  60006: '価格が下限に足りません',
  60011: '同時に出せる注文は30件までです',
  60018: 'すぐに発動するトリガー価格です',
  70009: '成行注文は一時的に制限されています',
  70010: '最小数量が一時的に引き上げられています',
  70020: 'サーキットブレイク中は成行注文を出せません',
};

const inWords = (seconds: number): string =>
  seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分`;

const fate = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Submitted':
      return '送信中です。';
    case 'Accepted':
      return `受付済み（注文 ${transition.order.orderId}）。`;
    case 'Triggered':
      return 'トリガーに達しました。';
    case 'PartiallyFilled':
      return `一部約定：${transition.fill.price} で ${transition.fill.amount}。`;
    case 'Filled':
      return `約定：平均 ${transition.order.averagePrice ?? '不明'}。`;
    case 'Canceled':
      return transition.by === 'post-only' ? '取消：テイカーになるためです。' : '取消されました。';
    case 'Rejected': {
      const why =
        (transition.code === null ? undefined : refusals[transition.code]) ?? plain(transition.message);
      return transition.reason === 'not-sent'
        ? `送信していません：${plain(transition.message)}。`
        : `拒否${transition.code === null ? '' : `（${transition.code}）`}：${why}。`;
    }
    case 'Unresolved':
      return `結果が不明です。照会を続けています：${plain(transition.message)}。`;
  }
};

const outcome = (result: CancelOutcome): string => {
  switch (result.type) {
    case 'Canceled':
    case 'AlreadyCanceled':
      return 'を取り消しました';
    case 'AlreadyFilled':
      return 'は約定済みです';
    case 'Pending':
      return 'を取消中です';
    case 'Refused':
      return `は取り消せませんでした：${plain(result.message)}`;
    case 'Unresolved':
      return `はまだ有効かもしれません：${plain(result.message)}`;
  }
};

const positionSides = { none: 'なし（現物）', long: 'ロング', short: 'ショート' };

const openPositions = (positions: readonly unknown[] | null): string =>
  positions === null
    ? '建玉の有無は取得できませんでした。'
    : positions.length === 0
      ? ''
      : `建玉が${positions.length}件残っています。`;

const orderTypes: Readonly<Record<Order['type'], string>> = {
  limit: '指値',
  market: '成行',
  stop: '逆指値',
  stop_limit: '逆指値（指値）',
  take_profit: '利確',
  stop_loss: '損切り',
  losscut: 'ロスカット',
  unknown: '不明',
};

const statuses: Readonly<Record<Order['status'], string>> = {
  INACTIVE: '待機中',
  UNFILLED: '未約定',
  PARTIALLY_FILLED: '一部約定',
  FULLY_FILLED: '約定済み',
  CANCELED_UNFILLED: '取消済み',
  CANCELED_PARTIALLY_FILLED: '一部約定後取消',
  REJECTED: '拒否',
  unknown: '不明',
};

const tables = {
  sides: { buy: '買い', sell: '売り' },
  types: { limit: '指値', market: '成行', stop: '逆指値', stop_limit: '逆指値（指値）' },
  positionSides,
  themes: { auto: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
  steps: {
    Submitted: '送信',
    Accepted: '受付',
    Triggered: '発動',
    PartiallyFilled: '一部約定',
    Filled: '約定',
    Canceled: '取消',
    Rejected: '拒否',
    Unresolved: '不明',
  },
  intervals: {
    '1min': '1分',
    '5min': '5分',
    '15min': '15分',
    '30min': '30分',
    '1hour': '1時',
    '4hour': '4時',
    '8hour': '8時',
    '12hour': '12時',
    '1day': '日',
    '1week': '週',
    '1month': '月',
  },
  keys: {
    buy: '買い：最初の空欄へ',
    sell: '売り：最初の空欄へ',
    limit: '指値注文',
    market: '成行注文',
    search: 'ペアを検索',
    cancelAll: 'すべて取消（確認あり）',
    interval: '足種（短い順）',
    theme: 'ライト・ダーク',
    language: '日本語 / English',
    halt: '緊急停止（確認あり）',
    help: 'この一覧',
    leave: '入力欄・ダイアログを離れる',
  },
  parts: {
    header: '画面上部',
    screen: '画面',
    keys: 'ショートカット',
    tabs: 'タブ',
    title: 'タイトルの価格',
    notices: '約定の音と通知',
    address: 'ページのアドレス',
    theme: 'テーマ',
    gateway: 'ゲートウェイとの接続',
  },
  units: { open: '始', high: '高', low: '安', close: '終', volume: '出来高', average: 'MA' },
} satisfies Partial<Words>;

const sentences: Pick<Words, Exclude<keyof Words, keyof typeof jaNames | keyof typeof tables>> = {
  inPaper: (name) => `${name}（模擬）`,
  age: (age) => (age === 'unknown' || age === null ? 'まだ届いていません' : `${inWords(age)}前の情報です`),
  cancelAllQuestion: (count) =>
    count === 0 ? '全ペアの残っている注文を取り消しますか？' : `全ペアの注文${count}件を取り消しますか？`,
  cancelOf: (orderId) => `注文 ${orderId} を取り消す`,
  candleChart: (name, bars, fills, orders) =>
    `${name} のローソク足：${bars}本、自分の約定${fills}件、自分の注文${orders}件`,
  changePriceOf: (orderId) => `注文 ${orderId} の価格を変更`,
  connection: ({ state, attempt, cause }) => {
    const word = { idle: '待機中', connecting: '接続中', open: '接続済み', waiting: '再接続待ち' }[state];
    if (state === 'open') return word;
    return `${word}${attempt > 0 ? `（${attempt}回目）` : ''}${cause === null ? '' : `：${plain(cause)}`}`;
  },
  fate,
  feeAtMost: (fee) => `手数料は最大 ${fee}`,
  filled: (side, amount, pair, price) =>
    `${pair} を ${price} で ${amount} ${side === 'buy' ? '買いました' : '売りました'}`,
  haltEvent: (event) => {
    switch (event.type) {
      case 'Halted':
        return '以後、建玉を減らす注文のほかは出ません。';
      case 'Canceling':
        return `${event.orders.length}件の取消を送信しています。`;
      case 'CancelOutcome':
        return `注文 ${event.outcome.orderId} ${outcome(event.outcome)}。`;
      case 'Remaining':
        return `${event.orders.length}件がまだ有効です。`;
      case 'Unreadable':
        return `注文一覧を取得できません：${plain(event.message)}。再試行しています。`;
      case 'Closing':
        return `${pairName(event.position.pair)} の${positionSides[event.position.positionSide]}を ${String(event.order.amount ?? '')} 決済する注文を出しています。`;
      case 'NotClosed':
        return `${pairName(event.position.pair)} の${positionSides[event.position.positionSide]}はまだ残っています：${plain(event.message)}。`;
      case 'Flat':
        return event.left.length === 0
          ? `有効な注文がないことを確認しました。${openPositions(event.positions)}`
          : `取引所だけが取り消せる注文が${event.left.length}件残っています。${openPositions(event.positions)}`;
    }
  },
  haltWill: (open) =>
    `以後の注文をすべて止め、口座の注文（現在${open === null ? '不明' : `${open}件`}）を、残りがないと確認できるまで取り消します。`,
  newPrice: (orderId) => `注文 ${orderId} の新しい価格`,
  notSent: (cause) => `送信していません：${plain(cause)}。`,
  notSet: (problem, set) => `${problem}${set} のままです。`,
  obstacle: (obstacle) => {
    switch (obstacle.type) {
      case 'connecting':
        return 'ゲートウェイに接続しています。';
      case 'no-link':
        return `接続がありません：${obstacle.cause === null ? '再試行しています' : plain(obstacle.cause)}。`;
      case 'untradable':
        return `今は注文できません：${obstacle.reasons.map((reason) => reasons[reason]).join('、')}。`;
      case 'no-rules':
        return '取引ルールが不明なため注文できません。';
      case 'halted':
        return '停止済み：建玉を減らす注文だけを出せます。';
    }
  },
  older: (older) => {
    switch (older.type) {
      case 'unknown':
        return '';
      case 'reading':
        return '過去の足を取得しています。';
      case 'none':
        return 'これより前の足はありません。';
      case 'failed':
        return `過去の足を取得できません：${plain(older.cause)}。再試行しています。`;
    }
  },
  ordersNews: (news) => {
    switch (news.type) {
      case 'cancel-sent':
        return `注文 ${news.orderId}：取消を送信中です。`;
      case 'cancel':
        return `注文 ${news.outcome.orderId} ${outcome(news.outcome)}。`;
      case 'cancel-failed':
        return `注文 ${news.orderId} は取り消せませんでした：${plain(news.cause)}。`;
      case 'all-sent':
        return '取消を送信中です。';
      case 'all':
        return `${news.done}件が終了${news.open === 0 ? '' : `、${news.open}件はまだ有効かもしれません`}。`;
      case 'all-failed':
        return `取り消していません：${plain(news.cause)}。`;
      case 'change':
        return `注文 ${news.orderId} の新しい価格：${news.transition === null ? '送信中です。' : fate(news.transition)}`;
      case 'change-failed':
        return `注文 ${news.orderId} の価格は元のままです：${plain(news.cause)}。`;
    }
  },
  ownHere: (amount) => `自分の注文 ${amount}`,
  partFailed: (name, cause) => `${name}でエラーが起きました：${cause}。再試行しています。`,
  problem: (problem) => {
    switch (problem.type) {
      case 'missing':
        return '数値を入力してください。';
      case 'no-number':
        return '数値ではありません。';
      case 'zero':
        return '0より大きくしてください。';
      case 'step':
        return `最小の刻みは ${problem.step} ${assetName(problem.asset)} です。`;
      case 'least':
        return `最小数量は ${problem.least} ${assetName(problem.asset)} です。`;
    }
  },
  question: (question) => {
    switch (question.type) {
      case 'far':
        return `市場価格より ${Math.abs(question.share * 100).toFixed(1)} % ${question.share < 0 ? '低い' : '高い'}価格です。`;
      case 'no-book':
        return '比較できる板がありません。';
      case 'deep':
        return '表示されている板の数量を超えています。';
      case 'large':
        return `総額が ${question.above.toLocaleString('en-US')} 円を超えています。`;
      case 'no-worth':
        return '総額が何円になるか分かりません。';
    }
  },
  rulesOf: (instrument, tick, lot) =>
    `価格の刻み ${tick} ${assetName(instrument.quoteAsset)}、数量の刻み ${lot} ${assetName(instrument.baseAsset)}、` +
    `数量 ${instrument.minAmount}〜${instrument.limitMaxAmount}（成行は${instrument.marketMaxAmount}まで）。` +
    `手数料：メイカー ${instrument.fees.makerQuote}、テイカー ${instrument.fees.takerQuote}。`,
  statusOf: (status) => statuses[status],
  triedAgain: (problem, what) =>
    `${what === undefined ? '' : `${what}：`}${plain(problem)}。再試行しています。`,
  typeOf: (type) => orderTypes[type],
  usePrice: (side, price) => `${side === 'ask' ? '売り' : '買い'}板の価格 ${price} を使う`,
};

export const ja: Words = { ...jaNames, ...tables, ...sentences };
