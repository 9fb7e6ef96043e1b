import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath, URL } from 'node:url';
import { startSimulator } from 'rx-bitbank/simulator';

/** The Socket.IO client of Python, from PyPI, in a folder that is kept between runs. */
const folder = fileURLToPath(new URL('.python', import.meta.url));
const python = `${folder}/bin/python`;
const packages = ['python-socketio==5.14.3', 'websocket-client==1.9.0', 'requests==2.32.5'];

const succeeds = (program, ...words) =>
  spawnSync(program, words, { stdio: 'ignore', timeout: 90_000 }).status === 0;

const install = () =>
  (existsSync(python) || succeeds('python3', '-m', 'venv', folder)) &&
  (succeeds(python, '-c', 'import socketio, websocket') ||
    succeeds(python, '-m', 'pip', 'install', '--quiet', ...packages));

const script = `
import sys, threading, socketio
rooms, done = set(), threading.Event()
client = socketio.Client()
wanted = {'ticker_btc_jpy', 'depth_whole_btc_jpy', 'depth_diff_btc_jpy'}

@client.on('message')
def message(data):
    assert 'data' in data['message']
    rooms.add(data['room_name'])
    if rooms == wanted:
        done.set()

@client.event
def connect():
    for room in sorted(wanted):
        client.emit('join-room', room)

client.connect(sys.argv[1], transports=[sys.argv[2]])
done.wait(20)
print(' '.join(sorted(rooms)))
client.disconnect()
`;

const isInstalled = install();
if (!isInstalled) console.log('# left out: python-socketio, as there is no Python or no registry');

let sim;
before(async () => {
  sim = await startSimulator();
});
after(() => sim.close());

const run = (transport) =>
  new Promise((resolve) => {
    const words = ['-c', script, new URL(sim.urls.publicUrl).origin, transport];
    execFile(python, words, { timeout: 40_000 }, (_, stdout, stderr) => resolve(stdout.trim() || stderr));
  });

if (isInstalled) {
  for (const transport of ['websocket', 'polling']) {
    test(`python-socketio over ${transport}`, async () => {
      assert.equal(await run(transport), 'depth_diff_btc_jpy depth_whole_btc_jpy ticker_btc_jpy');
    });
  }
}
