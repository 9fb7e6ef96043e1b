import { MessageChannel } from 'node:worker_threads';
import { nextTick as tick } from 'node:process';
import { filter, interval, map, mergeMap, take } from 'rxjs';

// A module may keep these from before the run.
const { nextTick } = process;
const { queueMicrotask: microtask } = globalThis;

const past = Promise.resolve();
const hops = 20;

/** Ways to go on after the present call. Each of them calls `done` after several hops. */
const ways = {
  direct: (done) => done(),
  message: (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  },
  messages: (done, left = hops) => (left === 0 ? done() : ways.message(() => ways.messages(done, left - 1))),
  past: (done) => void past.then(done),
  then: (done) => {
    let chain = Promise.resolve();
    for (let i = 0; i < hops; i += 1) chain = chain.then(() => undefined);
    void chain.then(done);
  },
  await: async (done) => {
    for (let i = 0; i < hops; i += 1) await null;
    done();
  },
  generator: async (done) => {
    const all = (async function* () {
      for (let i = 0; i < hops; i += 1) yield i;
    })();
    while (!(await all.next()).done);
    done();
  },
  ticks: (done, left = hops) => (left === 0 ? done() : nextTick(() => ways.ticks(done, left - 1))),
  imported: (done, left = hops) => (left === 0 ? done() : tick(() => ways.imported(done, left - 1))),
  microtasks: (done, left = hops) => (left === 0 ? done() : microtask(() => ways.microtasks(done, left - 1))),
  both: (done, left = hops) =>
    left === 0 ? done() : nextTick(() => void Promise.resolve().then(() => ways.both(done, left - 1))),
};

/** Waits for a promise that somebody settles later, from a timer. */
const settled = (settle, done) => {
  let resolve;
  void new Promise((given) => (resolve = given)).then(done);
  setTimeout(() => settle(() => resolve()), 3);
};

/** Emits the name of each way, and the time that passed on the world's clock before it was done. */
export default ({ scheduler }) =>
  interval(7, scheduler).pipe(
    take(60),
    mergeMap((i) => {
      const names = Object.keys(ways);
      const name = names[i % names.length];
      const begun = scheduler.now();
      return new Promise((resolve) => {
        if (Math.floor(i / names.length) % 2 === 0)
          ways[name](() => resolve([name, scheduler.now() - begun]));
        else settled(ways[name], () => resolve([`${name} of a timer`, scheduler.now() - begun - 3]));
      });
    }),
    filter(([, passed]) => passed !== 0),
    map(([name, passed]) => {
      throw new Error(`${name} took ${passed} ms`);
    }),
  );
