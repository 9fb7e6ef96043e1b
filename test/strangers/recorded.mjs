import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, URL } from 'node:url';
import { streamTransport } from 'rx-bitbank';
import { createVirtualSimulator, virtualClock } from 'rx-bitbank/simulator';

/** A recorded market behind `rx-bitbank sim --market`, in a process of its own. */

const pairs = ['btc_jpy', 'xrp_jpy'];
const kinds = ['ticker', 'transactions', 'depth_whole', 'depth_diff', 'circuit_break_info'];

/** Returns a recording of the simulated market of a past day, in the form in which a recorder writes it. */
const recordingOf = (seconds) => {
  const start = Date.UTC(2026, 10, 22, 3);
  const scheduler = virtualClock(start);
  const sim = createVirtualSimulator({ scheduler, pairs, accounts: [] });
  const lines = [];
  const line = (text) => lines.push(`${scheduler.now()} ${scheduler.now() - start} ${text}\n`);
  const note = (entry) => line(JSON.stringify(entry));
  note({ type: 'header', format: 1, run: 'strangers', part: 1, pairs, rooms: [], open: true });
  for (const path of ['/spot/pairs', '/spot/status'])
    sim
      .sendRequest({ method: 'GET', url: sim.urls.apiUrl + path, timeout: 1_000, maxReplyBytes: 1e6 })
      .subscribe(({ status, date, body }) => note({ type: 'rest', path, status, date, body }));
  const transport = streamTransport({
    openSocket: sim.openSocket,
    sendRequest: sim.sendRequest,
    streamUrl: sim.urls.streamUrl,
    scheduler,
  });
  transport.link$.subscribe((event) => {
    if (typeof event === 'string') line(event);
    else for (const kind of kinds) for (const pair of pairs) event.send(`42["join-room","${kind}_${pair}"]`);
  });
  scheduler.advanceBy(seconds * 1_000);
  sim.close();
  return lines.join('');
};

const hasBook = async ({ publicUrl }, pair) => {
  const reply = await globalThis.fetch(`${publicUrl}/${pair}/depth`);
  return (await reply.json()).success === 1;
};

/**
 * Replays the recording from its beginning for each file of tests. `urls()` returns the addresses of the running venue.
 */
export const startRecorded = () => {
  const folder = mkdtempSync(join(tmpdir(), 'strangers-recorded-'));
  const program = fileURLToPath(new URL('cli.js', import.meta.resolve('rx-bitbank')));
  let child;
  let urls;
  before(async () => {
    const file = join(folder, 'recording');
    // It is longer than all strangers take together on a busy machine, because nobody trades after its end.
    writeFileSync(file, recordingOf(1_200));
    child = spawn(process.execPath, [program, 'sim', '--market', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const chunk of child.stdout) {
      said += chunk;
      if (said.includes('\n')) break;
    }
    assert.notEqual(said, '', 'the simulator said nothing');
    urls = JSON.parse(said);
    // The replay has a book once the first whole was recorded, some tenths of a second after its beginning. Before, it says
    // that it is busy, and no stranger asks again.
    for (const pair of pairs) {
      for (let tries = 0; tries < 600 && !(await hasBook(urls, pair)); tries += 1) await setTimeout(100);
      assert.ok(await hasBook(urls, pair), `there is no book of ${pair} after a minute`);
    }
  });
  after(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  return () => urls;
};
