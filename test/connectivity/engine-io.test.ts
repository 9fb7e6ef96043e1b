import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePacket, encodePacket, type SentPacket } from '../../src/connectivity/engine-io';

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const packets: fc.Arbitrary<SentPacket> = fc.oneof(
  fc.constantFrom(...(['close', 'ping', 'pong', 'noop', 'disconnect'] as const)).map((type) => ({ type })),
  fc.record({ type: fc.constant('connect' as const), sid: fc.option(fc.string()) }),
  fc.record({
    type: fc.constant('event' as const),
    name: fc.string(),
    args: fc.array(json, { maxLength: 3 }),
  }),
);

describe('engine-io', () => {
  it('round-trips every packet that is sent', () => {
    fc.assert(
      fc.property(packets, (packet) => {
        expect(decodePacket(encodePacket(packet))).toEqual(packet);
      }),
    );
  });

  it('reads the packets that only a server sends', () => {
    expect(
      decodePacket(
        '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":60000,"maxPayload":1000000}',
      ),
    ).toEqual({ type: 'open', pingInterval: 25_000, pingTimeout: 60_000 });
    expect(decodePacket('44{"message":"not now"}')).toEqual({ type: 'connect-error', message: 'not now' });
    expect(decodePacket('44{"reason":1}')).toEqual({ type: 'connect-error', message: '{"reason":1}' });
    expect(decodePacket(`44${'x'.repeat(1_000)}`)).toEqual({
      type: 'connect-error',
      message: 'x'.repeat(80),
    });
  });

  it('never throws, whatever the text', () => {
    const prefixed = fc.tuple(
      fc.constantFrom('', '0', '1', '2', '4', '40', '42', '44', '45', '6'),
      fc.string(),
    );
    fc.assert(
      fc.property(prefixed, ([prefix, rest]) => {
        expect(decodePacket(prefix + rest)).toHaveProperty('type');
      }),
    );
  });

  it.each([
    ['', 'expected a packet of Engine.IO or Socket.IO, got '],
    ['b!', 'expected a packet of Engine.IO or Socket.IO, got b!'],
    ['4', 'expected a packet of Engine.IO or Socket.IO, got 4'],
    ['0', 'open: expected JSON, got ""'],
    ['0[]', 'open: expected an object, got an array of 0'],
    ['0{"pingInterval":0,"pingTimeout":1}', 'open/pingInterval: expected a positive number of ms, got 0'],
    ['0{"pingInterval":1,"pingTimeout":"1"}', 'open/pingTimeout: expected a positive number of ms, got "1"'],
    ['42', 'event: expected JSON, got ""'],
    ['42{}', 'event: expected an array that starts with a name, got an object'],
    ['42null', 'event: expected an array that starts with a name, got null'],
    ['42[1]', 'event: expected an array that starts with a name, got an array of 1'],
    ['42["a"', 'event: expected JSON, got "[\\"a\\""'],
    ['40[]', 'connect: expected an object, got an array of 0'],
  ])('says why %j is no packet', (text, cause) => {
    expect(decodePacket(text)).toEqual({ type: 'bad', cause });
  });
});
